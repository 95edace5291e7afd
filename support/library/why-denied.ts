import { explain } from '../authorization/explain.ts';
import type { DecisionLog } from '../gateway/record/decision-log.ts';

/**
 * Explains why a request was denied, from the error that an SDK client threw; undefined if it was not denied. Every
 * error carries its request's id, under which the gateway has recorded its decisions.
 */
export function whyDenied(log: DecisionLog, error: unknown): string | undefined {
  const record = log.get(requestIdOf(error));
  if (record?.undecidable !== undefined) return `keyhole cannot decide this: ${record.undecidable}`;
  const last = record?.decisions.at(-1);
  return last?.result === 'Denied' ? explain(last, () => undefined) : undefined;
}

function requestIdOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return '';
  const { $metadata } = error;
  const known = typeof $metadata === 'object' && $metadata !== null && 'requestId' in $metadata;
  return known ? String($metadata.requestId) : '';
}
