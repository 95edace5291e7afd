import { AwsError } from '../../aws/aws-error.ts';
import type { RequestHead } from '../request-head.ts';
import type { Route } from '../routing/route.ts';

/**
 * Refuses a body without a checksum where S3 wants one: Content-MD5, or any of the newer ones as header or trailer.
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
