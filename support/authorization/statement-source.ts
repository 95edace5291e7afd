import type { StatementReference } from './terms/decision.ts';

/** The file and line of a statement, so that a person can open it. */
export interface StatementSource {
  /** The path, relative to the folder that the command runs in. */
  readonly file: string;
  /** The line on which the statement begins, from 1. */
  readonly line: number;
}

/** Finds the file of a statement; undefined if the policy has no file, for example if a client created it. */
export type Sources = (statement: StatementReference) => StatementSource | undefined;
