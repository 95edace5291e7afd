import type { BackendChoice } from '../../backends/choose-backend.ts';
import type { ReportFiles } from './reports/report-files.ts';
import type { SpecFolders } from './spec-folders.ts';

/** The part of the specification to run, and the backend. */
export interface SpecOptions extends BackendChoice, SpecFolders, ReportFiles {
  readonly paths: readonly string[];
  readonly tags?: string | undefined;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** The register of outcomes; outcomes.yaml in the folder of the scenarios if it is left out. */
  readonly outcomes?: string | undefined;
  /** The file to write the decisions to, for keyhole explain. */
  readonly decisions?: string | undefined;
  /** The file to write the record of the run to, for keyhole docs. */
  readonly run?: string | undefined;
  /** The part of the examples to run: `2/3`. */
  readonly shard?: string | undefined;
  /** The number of processes to run in. */
  readonly parallel?: string | undefined;
  /** Prints only what fails, and the totals. */
  readonly quiet?: boolean | undefined;
  /** Keeps the results as the conformance record. */
  readonly record?: boolean | undefined;
  /** Runs each example on the store alone too, and reports where that misleads. */
  readonly compare?: boolean | undefined;
}
