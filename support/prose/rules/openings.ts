import type { Rule } from './rule.ts';

/** Words that begin a clause, not a sentence. A question may begin with them. */
const RELATIVE = /^(What|Whatever|Who|Whoever|Whom|Whose|Whether|Which|That)\b(?!.*\?$)/s;

/** Finds doc comments that open with a relative clause instead of a noun or a verb. */
export const openings: Rule = ({ kind }, [sentence]) => {
  if (kind !== 'doc comment' || sentence === undefined) return [];
  const [, opening] = RELATIVE.exec(sentence.plain) ?? [];
  if (opening === undefined) return [];
  const instead =
    opening === 'Whether'
      ? '"True if …", or a verb: "Tells whether …"'
      : 'the noun that is meant ("The headers that …"), or a verb ("Lists …")';
  return [{ sentence, wrong: `a doc comment opens with "${opening}"`, instead }];
};
