import type { Bucket } from '../buckets/bucket.ts';
import { noSuchKey, notImplemented, preconditionFailed } from '../s3-errors.ts';
import { currentObject } from './history.ts';
import { etagMatches } from './read-conditions.ts';

/** The conditions that a write may set. */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Refuses a write whose condition does not hold on the current object. Throws AwsError: `PreconditionFailed`,
 * `NoSuchKey` for If-Match without an object, `NotImplemented` for what S3 does not support.
 *
 * Source: AWS S3 user guide, "How to prevent object overwrites with conditional writes".
 */
export function checkWriteConditions(conditions: WriteConditions, bucket: Bucket, key: string): void {
  const { IfMatch, IfNoneMatch } = conditions;
  if (IfMatch === undefined && IfNoneMatch === undefined) return;
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    throw notImplemented(
      'If-Match,If-None-Match',
      'Multiple conditional request headers present in the request',
    );
  }
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw unsupported('If-None-Match');
  if (IfMatch === '*') throw unsupported('If-Match');
  const current = currentObject(bucket, key);
  if (IfNoneMatch !== undefined) {
    if (current !== undefined) throw preconditionFailed('If-None-Match');
  } else if (IfMatch !== undefined) {
    if (current === undefined) throw noSuchKey(key);
    if (!etagMatches(IfMatch, current.etag)) throw preconditionFailed('If-Match');
  }
}

function unsupported(header: string) {
  return notImplemented(header, `We don't accept the provided value of ${header} header for this API`);
}
