import { AwsError } from '../../../../aws/aws-error.ts';
import { preconditionFailed } from '../s3-errors.ts';
import type { StoredObject } from './version.ts';

/** The conditions that a read, or a copy on its source, may set. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** Whether a list of entity tags, quoted or not, or `*`, names this one. */
export function etagMatches(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const tag = entry.trim();
    return tag === '*' || unquoted(tag) === unquoted(etag);
  });
}

/** An entity tag without quotes and without the mark of weakness. */
export function unquoted(etag: string): string {
  return etag.replace(/^(W\/)?"(.*)"$/, '$2');
}

/**
 * The condition that does not hold, by its header; undefined where all do. An If-Match that holds outweighs
 * If-Unmodified-Since, an If-None-Match that holds outweighs If-Modified-Since.
 *
 * Source: AWS S3 API reference, GetObject, "If-Match" and following.
 */
export function failedCondition(conditions: ReadConditions, object: StoredObject) {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!etagMatches(IfMatch, object.etag)) return 'If-Match';
  } else if (IfUnmodifiedSince !== undefined && object.lastModified > IfUnmodifiedSince) {
    return 'If-Unmodified-Since';
  }
  if (IfNoneMatch !== undefined) {
    if (etagMatches(IfNoneMatch, object.etag)) return 'If-None-Match';
  } else if (IfModifiedSince !== undefined && notModifiedSince(object, IfModifiedSince)) {
    return 'If-Modified-Since';
  }
  return undefined;
}

/** Refuses a read whose conditions do not hold: 412, or 304 where the caller has the object already. */
export function checkReadConditions(conditions: ReadConditions, object: StoredObject): void {
  const failed = failedCondition(conditions, object);
  if (failed === undefined) return;
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') throw preconditionFailed(failed);
  const headers = { ETag: object.etag, 'Last-Modified': object.lastModified.toUTCString() };
  throw new AwsError('NotModified', 304, 'Not Modified', {}, headers);
}

/** A date in the future is none, as HTTP has it. */
function notModifiedSince(object: StoredObject, since: Date): boolean {
  return object.lastModified <= since && since.getTime() <= Date.now();
}
