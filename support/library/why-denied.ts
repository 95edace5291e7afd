import { explain } from '../authorization/explain.ts';
import type { Trail } from '../gateway/record/decision-log.ts';

/**
 * Why the request was denied that an SDK client has thrown an error for; undefined where it was not. Every error carries
 * its request's id, by which the gateway has recorded its decisions.
 */
export function whyDenied(trail: Trail, error: unknown): string | undefined {
  const record = trail.get(requestIdOf(error));
  if (record?.undecidable !== undefined) return `keyhole cannot decide this: ${record.undecidable}`;
  const last = record?.decisions.at(-1);
  return last?.outcome === 'Denied' ? explain(last, () => undefined) : undefined;
}

function requestIdOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return '';
  const { $metadata } = error;
  const known = typeof $metadata === 'object' && $metadata !== null && 'requestId' in $metadata;
  return known ? String($metadata.requestId) : '';
}
