import { appendFileSync, closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BackendChoice } from '../../backends/choose-backend.ts';
import { interruptedBy } from '../../backends/run-interruption.ts';
import { recordChunks, type StreamedRecord } from '../../documentation/record/record-chunks.ts';
import type { AloneAnswer } from '../../documentation/record/run-record.ts';
import { streamedRecordOf } from '../../documentation/record/run-record-of.ts';
import type { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { earlierRuns } from '../conformance/earlier-runs.ts';
import { runFile } from '../docs/run-file.ts';
import type { ShardChoice } from './shard.ts';

/** The options of a run that its record keeps. */
interface Recorded extends BackendChoice {
  readonly paths: readonly string[];
  readonly tags?: string | undefined;
  readonly run?: string | undefined;
  /** The choice of a part of the examples. */
  readonly choice?: Pick<ShardChoice, 'shard' | 'all'> | undefined;
  /** True if another process of the run was interrupted. */
  readonly interrupted?: boolean | undefined;
  /** In a comparison, the answers of the store alone. */
  readonly alone?: readonly AloneAnswer[] | undefined;
}

/**
 * Writes the record of a run, in place of the earlier one. If that fails, it prints a warning and the run counts all the
 * same.
 */
export async function keepRunRecord(
  recorder: RunRecorder,
  {
    paths,
    tags,
    run,
    choice,
    alone,
    interrupted = false,
    backend = 'embedded',
    image = defaultImage,
  }: Recorded,
): Promise<void> {
  await writeRunRecord(run, () =>
    streamedRecordOf(recorder, {
      store: { kind: backend, ...(backend === 'localstack' && { image }) },
      interrupted: interrupted || interruptedBy() !== undefined,
      earlier: earlierRuns(backend),
      alone,
      selection: { paths: [...paths], tags },
      part: choice && { ...choice.shard, examples: choice.all },
    }),
  );
}

async function writeRunRecord(
  run: string | undefined,
  recordOf: () => Promise<StreamedRecord>,
): Promise<void> {
  const file = runFile(run);
  const unfinished = `${file}.${process.pid}`;
  try {
    const record = await recordOf();
    mkdirSync(dirname(file), { recursive: true });
    // A rename is atomic: a concurrent reader sees the old file or the new one, never a part.
    const open = openSync(unfinished, 'w');
    try {
      for (const chunk of recordChunks(record)) appendFileSync(open, chunk);
    } finally {
      closeSync(open);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`keyhole: could not write the record of this run to ${resolve(file)}: ${why}\n`);
  }
}
