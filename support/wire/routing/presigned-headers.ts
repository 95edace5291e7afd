import { invalidArgument } from '../faults.ts';
import type { RequestHead } from '../request-head.ts';

/**
 * The request's headers, with those that a presigned URL carries as query parameters: S3 reads `x-amz-acl`,
 * `x-amz-meta-…`, conditions and others from either place.
 * Refuses headers that are sent in both places, and kinds that S3 takes as headers only: encryption and copy sources.
 * Two parsers could read such requests differently. Also refuses names that no header can have, which no answer could
 * carry.
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

/** The conditional headers of reads and writes. */
const conditions: ReadonlySet<string> = new Set([
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
]);

/** The headers and parameters that sign a presigned URL (AWS General Reference, "Create a signed AWS API request"). */
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
 * Checksum parameters. The SDK for JavaScript presigns a URL with the checksum of an empty body. The body that is sent
 * later is verified by the headers that come with it.
 */
const checksum = /^x-amz-(checksum-|sdk-checksum-algorithm$)/;

const headersOnly = /^x-amz-(server-side-encryption|copy-source)/;

/** The names that headers can have (RFC 9110, "Tokens"). */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;
