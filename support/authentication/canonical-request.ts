import { factsOf } from '../aws/services.ts';
import { escaped, UNRESERVED, uriEncode } from '../aws/uri-encode.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { SignatureClaim } from './signature-claim.ts';

const canonicalPathText = /^[A-Za-z0-9_.~/-]*$/;

/**
 * The text that the signature of a Signature Version 4 request covers. A signed header that is missing has no line. So
 * removing a header always makes the signature invalid.
 *
 * Source: IAM user guide, "Create a signed AWS API request"; Amazon S3 API reference, "Authenticating Requests: Using
 * the Authorization Header".
 */
export function canonicalRequest(head: RequestHead, claim: SignatureClaim, payloadHash: string): string {
  const { scope, signedHeaders, signed } = claim;
  const asSent = factsOf(scope.service).signsAsObjectStorage;
  const path = asSent ? s3Path(head.rawPath) : servicePath(head.rawPath);
  return `${head.method}\n${path}\n${canonicalQuery(head.query)}\n${canonicalHeaders(head, signed)}\n${signedHeaders}\n${payloadHash}`;
}

/**
 * S3 signs the path as sent, with one spelling of each escape. Neither `//` nor `..` is resolved. An escaped `/` counts as
 * `/`, as recorded answers show.
 */
function s3Path(rawPath: string): string {
  if (canonicalPathText.test(rawPath)) return rawPath;
  return rawPath.replace(/%([0-9A-Fa-f]{2})|[^A-Za-z0-9_.~/%-]/g, (sent: string, hex: string | undefined) => {
    const character = hex === undefined ? sent : String.fromCharCode(Number.parseInt(hex, 16));
    const isPlain = character === '/' || UNRESERVED.test(character);
    return hex !== undefined && isPlain ? character : escaped(character);
  });
}

/** The other services sign the normalized path, whose escapes are escaped again. */
function servicePath(rawPath: string): string {
  if (rawPath === '/') return rawPath;
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(uriEncode(segment));
  }
  const end = rawPath.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${end}`;
}

function canonicalQuery(query: RequestHead['query']): string {
  if (query.length === 0) return '';
  const pairs: [string, string][] = [];
  for (const [name, value] of query)
    if (name !== 'X-Amz-Signature') pairs.push([uriEncode(name), uriEncode(value)]);
  // Sorted by name, then by value: sorting `name=value` would put `a-b=` before `a=`.
  pairs.sort(([a, v], [b, w]) => (a < b ? -1 : a > b ? 1 : v < w ? -1 : v > w ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** A name that is signed twice has one line: a few bytes of names must not multiply a long value. */
function canonicalHeaders({ headers }: RequestHead, names: ReadonlySet<string>): string {
  let lines = '';
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) lines += `${name}:${trimmed(value)}\n`;
  }
  return lines;
}

/** A value without surrounding white space, and with one space for each run of white space. */
function trimmed(value: string): string {
  return value.includes('  ') || value.includes('\t') ? value.trim().replace(/\s+/g, ' ') : value.trim();
}
