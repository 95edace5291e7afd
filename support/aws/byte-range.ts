/** A range of bytes as a header states it: from a first byte, or the last bytes. */
export type AskedRange =
  | { readonly first: number; readonly last: number | undefined }
  | { readonly suffix: number };

/**
 * Reads a Range header; undefined if it has several ranges, contradicts itself or is not of bytes. S3 ignores such
 * a header.
 *
 * Source: RFC 9110, section 14.
 */
export function parseByteRange(header: string): AskedRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? undefined : { suffix: Number(last) };
  if (last === '') return { first: Number(first), last: undefined };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}
