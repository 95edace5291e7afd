import type { RequestHead } from '../wire/request-head.ts';
import { s3Refusals } from './s3-refusals.ts';

/** Parameters of the signature itself. */
const ofTheSignature = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signature',
  'x-amz-signedheaders',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/**
 * The head of a presigned S3 request with the headers that its query carries back where they belong: SDKs presign
 * `x-amz-acl: private` as `?x-amz-acl=private`, and S3 takes the one for the other. To be called once the request is
 * authenticated, so that they are known to be signed; other requests keep their head.
 *
 * Checksums in the query are left out, as S3 ignores them: the SDK for JavaScript presigns the checksum of the empty
 * body it has, not of the one that will be sent.
 *
 * Errors: `InvalidArgument` where header and query disagree, or the query says it twice.
 */
export function withHoistedHeaders(head: RequestHead, authType: string | undefined): RequestHead {
  if (authType !== 'REST-QUERY-STRING') return head;
  const query: RequestHead['query'][number][] = [];
  const hoisted = new Map<string, string>();
  for (const pair of head.query) {
    const name = pair[0].toLowerCase();
    if (!standsForHeader(name)) query.push(pair);
    else if (isChecksum(name)) continue;
    else if (hoisted.has(name) || (head.headers[name] ?? pair[1]) !== pair[1])
      throw s3Refusals.repeated(name);
    else hoisted.set(name, pair[1]);
  }
  if (query.length === head.query.length) return head;
  return { ...head, query, headers: { ...head.headers, ...Object.fromEntries(hoisted) } };
}

/** Signature Version 2 lets Content-MD5 and Content-Type stand in the query too. */
function standsForHeader(name: string): boolean {
  if (name === 'content-md5' || name === 'content-type') return true;
  return name.startsWith('x-amz-') && !ofTheSignature.has(name);
}

function isChecksum(name: string): boolean {
  return name.startsWith('x-amz-checksum-') || name === 'x-amz-sdk-checksum-algorithm';
}
