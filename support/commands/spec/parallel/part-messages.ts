import type { TimeSpent } from '../../../backends/time-spent.ts';
import type { RunTimes } from '../../../documentation/record/run-recorder.ts';
import type { ToldCourse } from '../../../documentation/record/told-course.ts';
import type { ExampleResult } from '../example-result.ts';
import type { Shard } from '../shard.ts';
import type { SpecOptions } from '../spec-options.ts';
import type { SpecResults } from '../spec-results.ts';

/** The part of a run that a process is to run: the options of the whole run, with what they select. */
export interface PartOrder {
  readonly options: SpecOptions;
  /** The folder of the features. */
  readonly features: string;
  readonly paths: readonly string[];
  readonly imports: readonly string[];
  readonly shard: Shard;
}

/** Ends a part early. It is no signal of the system, which would end a process that has not loaded yet. */
export interface PartInterrupt {
  readonly interrupt: NodeJS.Signals;
}

/** The results of a part beside its examples, which are told as they end. */
export interface PartEnd extends Pick<SpecResults, 'parseErrors' | 'emptyParts'> {
  /** In a comparison, the results past the gateway. */
  readonly alone: readonly ExampleResult[] | undefined;
  /** The places of the examples of all parts, in the order of a run. */
  readonly order: readonly string[];
  readonly times: RunTimes;
  readonly interrupted: boolean;
  /** The time that a process of its own spent, by its uses. */
  readonly spent?: TimeSpent | undefined;
}

/** A message of a process to the one that started it. */
export type PartMessage =
  | {
      readonly kind: 'ended';
      readonly example: ExampleResult;
      /** Its course for the record, from a process that does not write it. */
      readonly course?: ToldCourse | undefined;
      readonly planned: number;
    }
  /** An example ended past the gateway. */
  | { readonly kind: 'compared'; readonly example: ExampleResult; readonly planned: number }
  | { readonly kind: 'complete'; readonly end: PartEnd }
  /** The part cannot be run. An author's mistake has a code. */
  | { readonly kind: 'given up'; readonly code: string | undefined; readonly message: string };
