import type { StatementReference } from './terms/decision.ts';

/** The file and line of a statement, so that a person can open it. */
export interface StatementSource {
  /** The path, relative to the folder that the command runs in. */
  readonly file: string;
  /** The line on which the statement begins, from 1. */
  readonly line: number;
  /** The resource of a template or plan that has the policy, if the scenario reads it from there. The file is then made of it. */
  readonly origin?: StatementOrigin;
}

/** A resource of a template, a plan or a state. */
export interface StatementOrigin {
  readonly file: string;
  /** The line of the statement, or of the resource if the statement's is not known. */
  readonly line?: number | undefined;
  /** Its logical id or address. */
  readonly id: string;
}

/** The place of a statement in a line: `policies/key.json:4`, or `template.yaml:12 SharedKey`. */
export function placeOfStatement({ file, line, origin }: StatementSource): string {
  if (origin === undefined) return `${file}:${line}`;
  return `${origin.file}${origin.line === undefined ? '' : `:${origin.line}`} ${origin.id}`;
}

/** Finds the file of a statement; undefined if the policy has no file, for example if a client created it. */
export type Sources = (statement: StatementReference) => StatementSource | undefined;
