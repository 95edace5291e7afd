import { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { aloneAnswers } from './alone-answers.ts';
import { keepRunRecord } from './keep-run-record.ts';
import type { Workers } from './parallel/workers.ts';
import { cucumberFormats } from './reports/report-files.ts';
import { onBackend } from './run-on-backend.ts';
import { type Passes, runPasses } from './run-passes.ts';
import { type Shard, ShardChoice } from './shard.ts';
import type { SpecOptions } from './spec-options.ts';

/** The examples to run, and how. */
export interface Selection {
  readonly options: SpecOptions;
  /** The folder of the features. */
  readonly features: string;
  /** Feature files, folders, patterns or `file:line`. */
  readonly paths: readonly string[];
  /** The files of steps to load, as patterns. */
  readonly imports: readonly string[];
  readonly shard: Shard | undefined;
  /** The number of processes. */
  readonly processes: number;
  /** The processes beside this one, if there are several. */
  readonly workers: Workers | undefined;
}

/** A run that has ended. */
export interface SelectionRun extends Passes {
  /** The number of selected examples, of all parts together; undefined for a run that is no part. */
  readonly all: number | undefined;
  /** Writes the record of the run. */
  keep(): Promise<void>;
}

/** Runs the selected examples, in this process or in several. */
export async function runSelection(selection: Selection): Promise<SelectionRun> {
  const { options, shard, workers } = selection;
  const recorder = new RunRecorder();
  if (workers !== undefined) {
    const { runInParallel } = await import('./parallel/run-in-parallel.ts');
    const { all, interrupted, ...passes } = await runInParallel({ ...selection, workers, recorder });
    const choice = shard && { shard, all };
    return {
      ...passes,
      all: choice?.all,
      keep: keeping(recorder, passes, { ...options, choice, interrupted }),
    };
  }
  const { paths, imports } = selection;
  const { tags, compare = false, quiet = false } = options;
  const choice = shard && new ShardChoice(shard);
  const passes = await onBackend(options, () =>
    runPasses(
      { paths, imports, tags, formats: cucumberFormats(options), choice },
      { compare, quiet, recorder },
    ),
  );
  return { ...passes, all: choice?.all, keep: keeping(recorder, passes, { ...options, choice }) };
}

/** The function that writes the record of a run that has ended. */
function keeping(
  recorder: RunRecorder,
  { results, alone }: Passes,
  recorded: Parameters<typeof keepRunRecord>[1],
): SelectionRun['keep'] {
  return () =>
    keepRunRecord(recorder, { ...recorded, alone: alone && aloneAnswers(results.examples, alone.examples) });
}
