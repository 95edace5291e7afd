import { notImplemented } from '../../../../aws/s3-errors.ts';
import { modelOf } from '../../../../wire/sdk-schemas.ts';
import type { S3Request } from './s3-request.ts';

const CONDITIONS = [
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'x-amz-if-match-initiated-time',
  'x-amz-if-match-last-modified-time',
  'x-amz-if-match-size',
] as const;

/**
 * Refuses a write under a condition that S3 does not evaluate. Its operation does not take the condition, S3
 * does not accept the value, or there are several conditions. Refuses any request under a condition without a
 * value. A write is never performed without its condition. Throws AwsError `NotImplemented`.
 *
 * Source: Amazon S3 user guide, "How to prevent object overwrites with conditional writes"; Amazon S3 API reference,
 * DeleteObject: `x-amz-if-match-size` and `x-amz-if-match-last-modified-time` are for directory buckets only;
 * AbortMultipartUpload: so is `x-amz-if-match-initiated-time`.
 */
export function refuseWriteConditions({ operation, input, facts, store }: S3Request): void {
  const { headers } = facts.http;
  refuseEmpty(headers);
  if (/^(Get|Head|List)/.test(operation)) return;
  for (const header of CONDITIONS) {
    if (headers[header] === undefined) continue;
    if (header.startsWith('x-amz-') || !takes(operation, header)) throw notImplemented(nameOf(header));
  }
  refuseValues(operation, input);
  if (operation === 'DeleteObject' && headers['if-match'] !== undefined) requireHeld(store);
}

/** True if an operation takes a header. */
function takes(operation: S3Request['operation'], header: string): boolean {
  return modelOf('s3', operation).input.headers.some(({ placeName }) => placeName === header);
}

function requireHeld({ cannotHold = [] }: S3Request['store']): void {
  if (!cannotHold.includes('If-Match of DeleteObject')) return;
  throw notImplemented('If-Match', 'keyhole: the store deletes objects whatever their ETag is.');
}

/**
 * Undocumented: AWS does not state the meaning of a condition without a value, on writes or reads. No request
 * with one is performed.
 */
function refuseEmpty(headers: Readonly<Record<string, string | undefined>>): void {
  for (const header in headers) {
    if (headers[header] === '' && /^(x-amz-copy-source-)?if-/.test(header))
      throw valueNotTaken(nameOf(header));
  }
}

function refuseValues(operation: string, input: object): void {
  const { IfMatch, IfNoneMatch }: { IfMatch?: string; IfNoneMatch?: string } = input;
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    const why = 'Multiple conditional request headers present in the request';
    throw notImplemented('If-Match,If-None-Match', why);
  }
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw valueNotTaken('If-None-Match');
  if (IfMatch === '*' && operation !== 'DeleteObject') throw valueNotTaken('If-Match');
}

function valueNotTaken(header: string) {
  return notImplemented(header, `We don't accept the provided value of ${header} header for this API`);
}

/** A header as S3 writes it. */
function nameOf(header: string): string {
  if (header.startsWith('x-amz-')) return header;
  return header.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
