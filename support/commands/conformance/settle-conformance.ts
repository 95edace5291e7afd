import type { BackendChoice } from '../../backends/choose-backend.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import type { ExampleResult } from '../spec/spec-results.ts';
import { conformanceOfRun } from './conformance-of-run.ts';
import { type RecordedBackend, readConformance, recordedBackends } from './conformance-record.ts';
import { disagreements, keepConformance } from './keep-conformance.ts';

/** What decides whether a run is one that the record speaks of. */
export interface Recording extends BackendChoice {
  readonly paths: readonly string[];
  readonly tags?: string | undefined;
  readonly scenarios?: string | undefined;
  /** Record this run. */
  readonly record?: boolean | undefined;
}

/** Throws SpecError where a run cannot be recorded: only a whole one on a store whose version is known tells anything. */
export function refuseUnrecordable(recording: Recording): void {
  if (recording.record !== true || recordedBackendOf(recording) !== undefined) return;
  throw new SpecError(
    'nothing-selected',
    `--record takes the whole specification, on one of: ${recordedBackends.join(', ')}. Leave out paths, --tags, --scenarios and --image`,
  );
}

/**
 * Records a run where that was asked for; otherwise holds it to the record. Gives a line for each outcome that came out
 * otherwise: none for runs of a part of the specification, which the record says nothing of.
 */
export function settleConformance(
  recording: Recording,
  scenarios: readonly ExampleResult[],
): readonly string[] {
  const backend = recordedBackendOf(recording);
  if (backend === undefined) return [];
  const image = backend === 'localstack' ? defaultImage : undefined;
  const run = conformanceOfRun(scenarios, { date: new Date(), image });
  if (recording.record !== true) return disagreements(readConformance()[backend], run);
  keepConformance(backend, run);
  return [];
}

function recordedBackendOf({ paths, tags, scenarios, image, backend = 'embedded' }: Recording) {
  const whole = paths.length === 0 && tags === undefined && scenarios === undefined && image === undefined;
  return whole ? recordedBackends.find((name): name is RecordedBackend => name === backend) : undefined;
}
