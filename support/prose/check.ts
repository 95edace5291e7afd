import { lineAt, type Passage } from './reading/passage.ts';
import { readPassages } from './reading/read-passages.ts';
import { words } from './rules/avoided-words.ts';
import type { Dictionary } from './rules/dictionary.ts';
import { length } from './rules/length.ts';
import { markers } from './rules/markers.ts';
import { openings } from './rules/openings.ts';
import type { Rule } from './rules/rule.ts';
import { american, spelling } from './rules/spelling.ts';
import { titles } from './rules/titles.ts';
import { sentencesOf } from './sentences.ts';

/** A fault of the language in a file. */
export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  /** The sentence, as written. */
  readonly sentence: string;
  readonly wrong: string;
  readonly instead: string;
}

/** Every rule by its name, in the order in which they are told. */
export function rulesWith(dictionary: Dictionary): Readonly<Record<string, Rule>> {
  return {
    length,
    words,
    openings,
    titles,
    markers,
    american: american(dictionary),
    spelling: spelling(dictionary),
  };
}

/** The findings of the rules in a file. */
export function findingsIn(
  file: string,
  source: string,
  rules: Readonly<Record<string, Rule>>,
): readonly Finding[] {
  return (readPassages(file, source) ?? []).flatMap((passage) => findingsOf(file, passage, rules));
}

function findingsOf(
  file: string,
  passage: Passage,
  rules: Readonly<Record<string, Rule>>,
): readonly Finding[] {
  const sentences = sentencesOf(passage.text);
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(passage, sentences).map(({ sentence, wrong, instead }) => ({
      rule,
      file,
      line: lineAt(passage, sentence.at),
      sentence: sentence.text.replaceAll(/\s+/g, ' '),
      wrong,
      instead,
    })),
  );
}
