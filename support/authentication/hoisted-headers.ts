import type { RequestHead } from '../wire/request-head.ts';
import { refusalsOf } from './refusals.ts';

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
 * The head of an S3 request with the headers that a presigned URL carries in its query back where they belong: SDKs
 * presign `x-amz-acl: private` as `?x-amz-acl=private`, and S3 takes the one for the other. To be called once the
 * request is authenticated, so that they are known to be signed; an unsigned request keeps its head.
 *
 * Errors: `InvalidArgument` where header and query disagree, or the query says it twice.
 */
export function withHoistedHeaders(head: RequestHead, authType: string | undefined): RequestHead {
  if (authType !== 'REST-QUERY-STRING') return head;
  const hoisted: Record<string, string> = {};
  for (const [parameter, value] of head.query) {
    const name = parameter.toLowerCase();
    if (!name.startsWith('x-amz-') || ofTheSignature.has(name)) continue;
    const other = hoisted[name] ?? head.headers[name];
    if (Object.hasOwn(hoisted, name) || (other !== undefined && other !== value))
      throw refusalsOf('s3').repeated(name);
    hoisted[name] = value;
  }
  const names = Object.keys(hoisted);
  if (names.length === 0) return head;
  return {
    ...head,
    query: head.query.filter(([parameter]) => !names.includes(parameter.toLowerCase())),
    headers: { ...head.headers, ...hoisted },
  };
}
