import { invalidArgument } from '../faults.ts';
import type { RequestHead } from '../request-head.ts';

/**
 * The request's headers, and those that a presigned URL carries as query parameters in their stead: S3 reads
 * `x-amz-acl`, `x-amz-meta-…`, conditions and the like from either. Sent both ways, or of a kind that S3 takes as a header only
 * (encryption and copy sources), they are refused: otherwise one reader would see what another does not. So are names
 * that no header has, which could not be answered with.
 */
export function presignedHeaders(head: RequestHead): Readonly<Record<string, string>> {
  let merged: Record<string, string> | undefined;
  for (const [rawName, value] of head.query) {
    const name = rawName.toLowerCase();
    if (!(name.startsWith('x-amz-') || conditions.has(name)) || signing.has(name) || checksum.test(name))
      continue;
    const source = merged ?? head.headers;
    if (Object.hasOwn(source, name) || headersOnly.test(name) || !headerName.test(name)) {
      throw invalidArgument(`The parameter ${rawName} must be sent as a header, and once.`, rawName, value);
    }
    merged ??= { ...head.headers };
    merged[name] = value;
  }
  return merged ?? head.headers;
}

/** Conditions of reads and writes. */
const conditions: ReadonlySet<string> = new Set([
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
]);

/** What signs a presigned URL (AWS General Reference, "Create a signed AWS API request"). */
const signing: ReadonlySet<string> = new Set([
  'x-amz-algorithm',
  'x-amz-content-sha256',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-amz-user-agent',
]);

/**
 * The SDK for JavaScript presigns a URL with the checksum of the empty body it has at that time; the body that is sent
 * later is held to the headers that come with it.
 */
const checksum = /^x-amz-(checksum-|sdk-checksum-algorithm$)/;

const headersOnly = /^x-amz-(server-side-encryption|copy-source)/;

/** RFC 9110, "Tokens". */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;
