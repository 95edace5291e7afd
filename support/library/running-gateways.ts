import type { DecisionLog, DecisionRecord } from '../gateway/record/decision-log.ts';
import type { Describing } from '../gateway/record/decision-report.ts';

/** A gateway of this process that can be asked about its requests. */
export interface RunningGateway {
  readonly decisionLog: DecisionLog;
  /** The names of things, and the files of policies. */
  readonly describing: Describing;
}

/** A request that a gateway of this process recorded. */
export interface RecordedRequest {
  readonly record: DecisionRecord;
  readonly describing: Describing;
}

const running = new Set<RunningGateway>();

/** Makes a gateway known to matchers, until the returned function is called. */
export function announce(gateway: RunningGateway): () => void {
  running.add(gateway);
  return () => running.delete(gateway);
}

/**
 * The request that an SDK client's output or error is the answer to; undefined if no gateway has recorded it. The
 * answer of every request carries its id.
 */
export function requestOf(
  answer: unknown,
  gateways: Iterable<RunningGateway> = running,
): RecordedRequest | undefined {
  const id = requestIdOf(answer);
  for (const { decisionLog, describing } of gateways) {
    const record = decisionLog.get(id);
    if (record !== undefined) return { record, describing };
  }
  return undefined;
}

function requestIdOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('$metadata' in answer)) return '';
  const { $metadata } = answer;
  const known = typeof $metadata === 'object' && $metadata !== null && 'requestId' in $metadata;
  return known ? String($metadata.requestId) : '';
}
