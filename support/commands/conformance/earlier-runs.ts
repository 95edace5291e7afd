import type { BackendName } from '../../backends/choose-backend.ts';
import type { EarlierRun } from '../../documentation/record/run-record.ts';
import { type RecordedAlone, readConformance, recordedBackends } from './conformance-record.ts';

/** The recorded runs on other stores than the one of this run. */
export function earlierRuns(backend: BackendName): readonly EarlierRun[] {
  const record = readConformance();
  return recordedBackends.flatMap((kind) => {
    const run = record[kind];
    if (kind === backend || run === undefined) return [];
    const { image } = run.versions;
    const outcomes = Object.entries(run.outcomes).map(
      ([id, { result, why = [] }]) => [id, { result, why }] as const,
    );
    const alone = run.alone && { recorded: run.alone.recorded, outcomes: withHow(run.alone.outcomes) };
    return { store: { kind, image }, recorded: run.recorded, outcomes: Object.fromEntries(outcomes), alone };
  });
}

function withHow(outcomes: RecordedAlone['outcomes']) {
  return Object.fromEntries(
    Object.entries(outcomes).map(([id, { agrees, how = [] }]) => [id, { agrees, how }] as const),
  );
}
