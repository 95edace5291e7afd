import type { Names } from '../authorization/explain.ts';
import { remedy } from '../authorization/remedy.ts';
import type { Answer } from './answer.ts';
import { describeAnswer } from './describe-answer.ts';

/** A remedy as a feature states it: the whole of it, or its first clauses. */
export interface StatedRemedy {
  readonly words: string;
  readonly names: Names;
}

/** Compares the remedy of a denial with the one that a feature states. Returns what is wrong, or undefined. */
export function mismatchOfRemedy(
  answer: Answer<unknown>,
  { words, names }: StatedRemedy,
): string | undefined {
  const expected = `expected: the remedy is to ${words}`;
  if (answer.result !== 'Denied') return `${expected}\n${describeAnswer(answer)}`;
  const found = remedy(answer.decision, names);
  const rest = found.startsWith(words) ? found.slice(words.length) : undefined;
  return rest === '' || rest?.match(/^[,;:] /) ? undefined : `${expected}\nthe explanation says: ${found}`;
}
