import { renameSync, writeFileSync } from 'node:fs';
import {
  type ConformanceRecord,
  conformanceFile,
  type RecordedBackend,
  type RecordedRun,
  readConformance,
  recordedBackends,
} from './conformance-record.ts';

/** Puts a run in the place of the one recorded before on the same backend; what is recorded of the others stays. */
export function keepConformance(
  backend: RecordedBackend,
  run: RecordedRun,
  file: string = conformanceFile(),
): void {
  const after: ConformanceRecord = { ...readConformance(file), [backend]: run };
  const ordered = recordedBackends.flatMap((name) =>
    after[name] === undefined ? [] : [[name, after[name]]],
  );
  // Whoever reads meanwhile finds the old file or the new one, and no half of either.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(Object.fromEntries(ordered), undefined, 2)}\n`);
  renameSync(unfinished, file);
}

/** Where a run comes out otherwise than the record says, a line for each outcome; empty where nothing is recorded. */
export function disagreements(recorded: RecordedRun | undefined, run: RecordedRun): readonly string[] {
  if (recorded === undefined) return [];
  const ids = [...new Set([...Object.keys(recorded.outcomes), ...Object.keys(run.outcomes)])].toSorted();
  return ids.flatMap((id) => {
    const before = recorded.outcomes[id]?.result ?? 'nothing';
    const now = run.outcomes[id]?.result ?? 'nothing';
    return before === now ? [] : [`${id}: the record says ${before}, this run ${now}`];
  });
}
