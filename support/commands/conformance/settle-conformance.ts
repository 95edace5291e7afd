import type { BackendChoice } from '../../backends/choose-backend.ts';
import type { ComparedOutcome } from '../../comparison/compare-runs.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import type { ExampleResult } from '../spec/example-result.ts';
import { conformanceAlone } from './conformance-alone.ts';
import { conformanceOfRun } from './conformance-of-run.ts';
import { type RecordedBackend, readConformance, recordedBackends } from './conformance-record.ts';
import { disagreements, keepConformance } from './keep-conformance.ts';

/** The options that decide whether a run can be compared with the record. */
export interface Recording extends BackendChoice {
  readonly paths: readonly string[];
  readonly tags?: string | undefined;
  readonly scenarios?: string | undefined;
  readonly shard?: string | undefined;
  /** Records this run. */
  readonly record?: boolean | undefined;
}

/**
 * Throws SpecError if `--record` is given for a run that cannot be recorded. Only the whole specification, on a store
 * of known version, can be.
 */
export function refuseUnrecordable(recording: Recording): void {
  if (recording.record !== true || recordedBackendOf(recording) !== undefined) return;
  throw new SpecError(
    'nothing-selected',
    `--record needs the whole specification on one of these backends: ${recordedBackends.join(', ')}. Leave out paths, --tags, --scenarios, --shard and --image`,
  );
}

/**
 * Records a run if that was asked for; otherwise compares it with the record. Returns a line for each outcome that
 * differs; none for a run of a part of the specification, which has no record.
 */
export function settleConformance(
  recording: Recording,
  examples: readonly ExampleResult[],
  compared?: readonly ComparedOutcome[],
): readonly string[] {
  const backend = recordedBackendOf(recording);
  if (backend === undefined) return [];
  const image = backend === 'localstack' ? defaultImage : undefined;
  const run = conformanceOfRun(examples, { date: new Date(), image });
  if (recording.record !== true) return disagreements(readConformance()[backend], run);
  // A run without a comparison keeps what the last one found.
  const alone = compared ? conformanceAlone(compared, new Date()) : readConformance()[backend]?.alone;
  keepConformance(backend, alone === undefined ? run : { ...run, alone });
  return [];
}

function recordedBackendOf({ paths, tags, scenarios, shard, image, backend = 'embedded' }: Recording) {
  const isLimited = [tags, scenarios, shard, image].some((option) => option !== undefined);
  const whole = paths.length === 0 && !isLimited;
  return whole ? recordedBackends.find((name): name is RecordedBackend => name === backend) : undefined;
}
