import type { Passage } from '../reading/passage.ts';
import type { Sentence } from '../sentences.ts';

/** A fault of a sentence: where it is in the passage, what is wrong, and what to write instead. */
export interface Fault {
  readonly sentence: Sentence;
  readonly wrong: string;
  readonly instead: string;
}

/** A rule of the house's language. It looks at one passage at a time. */
export type Rule = (passage: Passage, sentences: readonly Sentence[]) => readonly Fault[];
