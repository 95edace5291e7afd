import { renameSync, writeFileSync } from 'node:fs';
import {
  type ConformanceRecord,
  conformanceFile,
  type RecordedBackend,
  type RecordedRun,
  readConformance,
  recordedBackends,
} from './conformance-record.ts';

/** Replaces the recorded run of a backend. The records of other backends stay. */
export function keepConformance(
  backend: RecordedBackend,
  run: RecordedRun,
  file: string = conformanceFile(),
): void {
  const after: ConformanceRecord = { ...readConformance(file), [backend]: run };
  const ordered = recordedBackends.flatMap((name) =>
    after[name] === undefined ? [] : [[name, after[name]]],
  );
  // A rename is atomic: a concurrent reader sees the old file or the new one, never a part.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(Object.fromEntries(ordered), undefined, 2)}\n`);
  renameSync(unfinished, file);
}

/** The differences between a run and the record, a line for each outcome; empty if nothing is recorded. */
export function disagreements(recorded: RecordedRun | undefined, run: RecordedRun): readonly string[] {
  if (recorded === undefined) return [];
  const ids = [...new Set([...Object.keys(recorded.outcomes), ...Object.keys(run.outcomes)])].toSorted();
  return ids.flatMap((id) => {
    const before = recorded.outcomes[id]?.result ?? 'nothing';
    const now = run.outcomes[id]?.result ?? 'nothing';
    return before === now ? [] : [`${id}: the record says ${before}, this run ${now}`];
  });
}
