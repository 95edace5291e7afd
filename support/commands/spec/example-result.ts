import type { SeenAnswer } from '../../comparison/seen-answer.ts';
import type { Heading } from './headings.ts';

/**
 * The status of an example that has ended. `failed`: an outcome is not as stated. `broken`: the example could not be
 * arranged or judged. `unusable`: its author wrote an undefined step, name or tag.
 */
export type ExampleStatus = 'passed' | 'failed' | 'broken' | 'unusable' | 'skipped';

/** The result of one example, or of one row of an outline. */
export interface ExampleResult {
  readonly name: string;
  /** The feature file, relative to the project's root. */
  readonly uri: string;
  readonly line: number;
  /** The line of the example, also if `line` is that of a row of an outline. */
  readonly firstLine: number;
  /** Outcome ids from its tags, e.g. `W03`. */
  readonly outcomes: readonly string[];
  /** The feature and the rule that it is part of. */
  readonly heading?: Heading | undefined;
  readonly status: ExampleStatus;
  /** How long it ran, in seconds. */
  readonly seconds: number;
  /** The reasons of denials, in plain words. */
  readonly reasons: readonly string[];
  /** The assumptions that its decisions rest on, in plain words. */
  readonly assumptions?: readonly string[];
  /** The decisions on its requests, in JSON. */
  readonly decisions: readonly string[];
  readonly failure?: { readonly step: string; readonly line: number; readonly message: string } | undefined;
  /** The reason why it was skipped. */
  readonly skipped?: string | undefined;
  /** In a comparison, the answers to its requests. */
  readonly requests?: readonly SeenAnswer[] | undefined;
  /** In a comparison, what the failing Then found. */
  readonly instead?: string | undefined;
}
