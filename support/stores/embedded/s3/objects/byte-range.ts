import { AwsError } from '../../../../aws/aws-error.ts';
import { parseByteRange } from '../../../../aws/byte-range.ts';
import type { ByteRange } from '../content/open-content.ts';

/**
 * The bytes of an object of this size that a Range header asks for; undefined for the whole object. S3 gives
 * the whole for a header that it does not understand, and for several ranges. Throws AwsError `InvalidRange`
 * beyond the end.
 *
 * Source: Amazon S3 API reference, GetObject, section "Range"; RFC 9110, section 14.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const asked = header === undefined ? undefined : parseByteRange(header);
  if (header === undefined || asked === undefined) return undefined;
  if ('suffix' in asked) return suffix(asked.suffix, size, header);
  const { first: start, last } = asked;
  if (start >= size) throw invalidRange(header, size);
  return { start, end: last === undefined ? size : Math.min(last + 1, size) };
}

/** The last bytes. S3 answers 200 if the object has none, and 416 if none are asked for. */
function suffix(length: number, size: number, header: string): ByteRange | undefined {
  if (length === 0) throw invalidRange(header, size);
  if (size === 0) return undefined;
  return { start: Math.max(0, size - length), end: size };
}

function invalidRange(header: string, size: number): AwsError {
  return new AwsError('InvalidRange', 416, 'The requested range is not satisfiable', {
    ActualObjectSize: `${size}`,
    RangeRequested: header,
  });
}
