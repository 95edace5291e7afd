import { AwsError } from '../../../../wire/aws-error.ts';
import { preconditionFailed } from '../s3-errors.ts';
import type { StoredObject } from './version.ts';

/** The conditions that a read may set. */
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
 * Refuses a read whose conditions do not hold: 412, or 304 where the caller has it already. An If-Match that holds
 * outweighs If-Unmodified-Since, an If-None-Match that holds outweighs If-Modified-Since.
 *
 * Source: AWS S3 API reference, GetObject, "If-Match" and following.
 */
export function checkReadConditions(conditions: ReadConditions, object: StoredObject): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!etagMatches(IfMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (IfUnmodifiedSince !== undefined && object.lastModified > IfUnmodifiedSince) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (IfNoneMatch !== undefined) {
    if (etagMatches(IfNoneMatch, object.etag)) throw notModified(object);
  } else if (IfModifiedSince !== undefined && notModifiedSince(object, IfModifiedSince)) {
    throw notModified(object);
  }
}

/** A date in the future is none, as HTTP has it. */
function notModifiedSince(object: StoredObject, since: Date): boolean {
  return object.lastModified <= since && since.getTime() <= Date.now();
}

function notModified(object: StoredObject): AwsError {
  const headers = { ETag: object.etag, 'Last-Modified': object.lastModified.toUTCString() };
  return new AwsError('NotModified', 304, 'Not Modified', {}, headers);
}
