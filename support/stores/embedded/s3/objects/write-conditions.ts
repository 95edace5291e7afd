import { etagMatches } from '../../../../aws/entity-tags.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { noSuchKey, preconditionFailed } from '../s3-errors.ts';
import { currentObject } from './history.ts';

/** The conditions that a write may set. */
export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Refuses a write whose condition does not hold on the current object. Throws AwsError: `PreconditionFailed`, and
 * `NoSuchKey` for If-Match without an object.
 *
 * Source: Amazon S3 user guide, "How to prevent object overwrites with conditional writes".
 */
export function checkWriteConditions(conditions: WriteConditions, bucket: Bucket, key: string): void {
  const { IfMatch, IfNoneMatch } = conditions;
  if (IfMatch === undefined && IfNoneMatch === undefined) return;
  const current = currentObject(bucket, key);
  if (IfNoneMatch !== undefined) {
    if (current !== undefined) throw preconditionFailed('If-None-Match');
  } else if (IfMatch !== undefined) {
    if (current === undefined) throw noSuchKey(key);
    if (!etagMatches(IfMatch, current.etag)) throw preconditionFailed('If-Match');
  }
}
