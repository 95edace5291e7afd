import type { Rule } from './rule.ts';

/** Words that lean on a title above. A question stands alone. */
const LEANING = [
  /^(?:So|It|Its|They|Them|Their|Theirs|He|His|She|Her|This|These|Those|Such|Also|And|But|Nor|Then|Otherwise)\b/,
  /^(?:That|The same)\b/,
  /^(?:The others?|The rest|Others?|Another|Both|Neither|None) (?:is|are|was|were|does|do|may|can|cannot|has|have)\b/,
  /^(?:Ones?|Any|All|Each|Every one|The ones?) (?:that|who|whose|which|with|without|of (?:it|them|these|those)|in|under|does|do|is|are|may|can|cannot)\b/,
  /^(?:Nobody|Somebody|Anybody|Everybody|Nobody's|Everybody's|Somebody's|No one|Someone|Everyone|Anyone)\b/,
  /^(?:Who|Whoever|Whose|What|Whatever|Which|Whether)\b/,
];

/** Finds titles of features, rules and examples that a reader of a report cannot understand alone. */
export const titles: Rule = ({ kind }, [sentence]) => {
  if (kind !== 'title' || sentence === undefined || sentence.plain.endsWith('?')) return [];
  const leaning = LEANING.map((pattern) => pattern.exec(sentence.plain)?.[0]).find(Boolean);
  if (leaning === undefined) return [];
  const wrong = `a title opens with "${leaning}", and stands alone in a report`;
  return [{ sentence, wrong, instead: 'a subject by its name, and what it does' }];
};
