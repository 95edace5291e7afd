import { AwsError } from '../../../aws/aws-error.ts';
import { etagMatches } from '../../../aws/entity-tags.ts';
import { preconditionFailed } from '../../../aws/s3-errors.ts';

/** The conditions that a read, or a copy on its source, may set. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** The members of an object that conditions are about. */
export interface ConditionedObject {
  readonly eTag: string;
  readonly lastModified: Date;
}

/** The header of a condition, without the prefix that it has for the source of a copy. */
export type ConditionHeader = 'If-Match' | 'If-None-Match' | 'If-Modified-Since' | 'If-Unmodified-Since';

/**
 * The header of the condition that does not hold; undefined if all hold. An If-Match that holds outweighs
 * If-Unmodified-Since, an If-None-Match that holds outweighs If-Modified-Since.
 *
 * Source: Amazon S3 API reference, GetObject, section "If-Match" and following.
 */
export function failedCondition(
  { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince }: ReadConditions,
  { eTag, lastModified }: ConditionedObject,
): ConditionHeader | undefined {
  if (IfMatch !== undefined) {
    if (!etagMatches(IfMatch, eTag)) return 'If-Match';
  } else if (IfUnmodifiedSince !== undefined && lastModified > IfUnmodifiedSince) {
    return 'If-Unmodified-Since';
  }
  if (IfNoneMatch !== undefined) {
    if (etagMatches(IfNoneMatch, eTag)) return 'If-None-Match';
  } else if (IfModifiedSince !== undefined && notModifiedSince(lastModified, IfModifiedSince)) {
    return 'If-Modified-Since';
  }
  return undefined;
}

/** The refusal of a read whose condition does not hold: 412, or 304 where the caller has the object already. */
export function readRefusal(failed: ConditionHeader, { eTag, lastModified }: ConditionedObject): AwsError {
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') return preconditionFailed(failed);
  const headers = { ETag: eTag, 'Last-Modified': lastModified.toUTCString() };
  return new AwsError('NotModified', 304, 'Not Modified', {}, headers);
}

/** HTTP ignores a date in the future. */
function notModifiedSince(lastModified: Date, since: Date): boolean {
  return lastModified <= since && since.getTime() <= Date.now();
}
