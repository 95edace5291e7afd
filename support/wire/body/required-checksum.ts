import { AwsError } from '../../aws/aws-error.ts';
import type { RequestHead } from '../request-head.ts';
import type { Route } from '../routing/route.ts';

/**
 * Refuses a body without a checksum if S3 requires one: Content-MD5, or a newer checksum as header or trailer.
 *
 * Source: Amazon S3 API reference, DeleteObjects, section "Content-MD5 request header".
 */
export function requireChecksum({ operation }: Route, { headers }: RequestHead): void {
  if (operation !== 'DeleteObjects' || headers['content-md5'] !== undefined) return;
  for (const name in headers) {
    if (name.startsWith('x-amz-checksum-') || name === 'x-amz-trailer') return;
  }
  throw new AwsError('InvalidRequest', 400, 'Missing required header for this request: Content-MD5');
}
