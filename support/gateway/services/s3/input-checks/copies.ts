import { invalidArgument, invalidRequest } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

const RANGE = 'x-amz-copy-source-range';
/** The most that one request copies: 5 GiB. */
const MOST_BYTES = 5 * 1024 ** 3;

/**
 * Refuses a copy with a directive that S3 does not know. Refuses a range of more than 5 GiB, or one that does
 * not name its first and last byte. Throws AwsError `InvalidArgument`, `InvalidRequest`.
 *
 * Source: Amazon S3 API reference, CopyObject, UploadPartCopy.
 */
export function checkCopy({ input }: S3Request): void {
  const copy: { MetadataDirective?: string; TaggingDirective?: string; CopySourceRange?: string } = input;
  checkDirective(copy.MetadataDirective, 'metadata');
  checkDirective(copy.TaggingDirective, 'tagging');
  if (copy.CopySourceRange !== undefined) checkRange(copy.CopySourceRange);
}

function checkDirective(directive: string | undefined, of: 'metadata' | 'tagging'): void {
  if (directive === undefined || directive === 'COPY' || directive === 'REPLACE') return;
  throw invalidArgument(`Unknown ${of} directive.`, `x-amz-${of}-directive`, directive);
}

function checkRange(range: string): void {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  if (first === undefined || Number(last) < Number(first)) {
    const message =
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
    throw invalidArgument(message, RANGE, range);
  }
  refuseLargeSource(Number(last) - Number(first) + 1);
}

/** Refuses to copy more bytes than one request may. Throws AwsError `InvalidRequest`. */
export function refuseLargeSource(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw invalidRequest(
    `The specified copy source is larger than the maximum allowable size for a copy source: ${MOST_BYTES}`,
  );
}
