import type { StatementReference } from './terms/decision.ts';

/** Where a statement was written, so that a person can open it. */
export interface StatementSource {
  /** Relative to the folder that the command runs in. */
  readonly file: string;
  /** From 1: where the statement begins. */
  readonly line: number;
}

/** Finds the file of a statement; undefined where it came from none, such as a policy that some client set. */
export type Sources = (statement: StatementReference) => StatementSource | undefined;
