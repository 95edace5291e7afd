import { createHmac } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { equalInConstantTime } from './constant-time.ts';
import { refusalsOf } from './refusals.ts';
import { resolveCredential } from './resolve-credential.ts';
import { contentSha256, payloadExpectation } from './signed-payload.ts';
import { isoTime } from './signing-time.ts';

/**
 * The query parameters that Signature Version 2 leaves unsigned: those that choose what of a listing is shown, and
 * the signature's own. All others choose what a request is about.
 */
const unsignedParameters = new Set(
  (
    'AWSAccessKeyId Expires Signature content-md5 content-type list-type prefix delimiter marker max-keys start-after ' +
    'continuation-token fetch-owner encoding-type max-uploads key-marker upload-id-marker version-id-marker max-parts ' +
    'part-number-marker'
  ).split(' '),
);

/**
 * Verifies an S3 request presigned with Signature Version 2, which boto3 and the AWS CLI still make by default
 * (Amazon S3 Developer Guide, "Signing and authenticating REST requests", "Query string request authentication
 * alternative").
 *
 * Differs: every sub-resource is signed, those included that are younger than Signature Version 2 and that AWS's own
 * list leaves out: else anybody could turn a presigned GetObject into another operation by adding one.
 */
export async function authenticateV2(request: AuthenticationRequest): Promise<Authenticated> {
  const { head, service, now } = request;
  const refusals = refusalsOf(service);
  const given = onlyValues(request);
  const accessKeyId = given.get('AWSAccessKeyId');
  const expires = given.get('Expires');
  const signature = given.get('Signature');
  if (service !== 's3' || !accessKeyId || !expires || !signature)
    throw refusals.incompleteQuery(['AWSAccessKeyId', 'Signature', 'Expires']);
  checkExpiry(expires, now);
  const declared = contentSha256(head);
  const token = given.get('x-amz-security-token') ?? head.headers['x-amz-security-token'];
  const credential = await resolveCredential(request, accessKeyId, token);
  const stringToSign = stringToSignV2(request, given, expires);
  const expected = createHmac('sha1', credential.secretAccessKey).update(stringToSign).digest('base64');
  if (!equalInConstantTime(expected, signature))
    throw refusals.mismatch({ accessKeyId, signature, stringToSign });
  return {
    principal: credential.principal,
    accessKeyId,
    authType: 'REST-QUERY-STRING',
    signatureVersion: 'AWS',
    contentSha256: declared,
    payload: payloadExpectation(declared ?? 'UNSIGNED-PAYLOAD', undefined),
  };
}

function onlyValues({ head, service }: AuthenticationRequest): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of head.query) {
    const key = isHeaderParameter(name) ? name.toLowerCase() : name;
    if (given.has(key)) throw refusalsOf(service).repeated(name);
    given.set(key, value);
  }
  return given;
}

function checkExpiry(expires: string, now: Date): void {
  if (!/^\d{1,12}$/.test(expires))
    throw new AwsError('AccessDenied', 403, `Invalid date (should be seconds since epoch): ${expires}`);
  const expiry = Number(expires) * 1000;
  if (now.getTime() < expiry) return;
  throw new AwsError('AccessDenied', 403, 'Request has expired', {
    Expires: isoTime(expiry),
    ServerTime: isoTime(now.getTime()),
  });
}

/** What was signed: header values may stand in the query instead, where SDKs put them when they presign. */
function stringToSignV2(
  { head, bucketInHost }: AuthenticationRequest,
  given: Map<string, string>,
  expires: string,
): string {
  const value = (name: string) => oneOf(name, head.headers[name], given.get(name)) ?? '';
  const resource = `${bucketInHost === undefined ? '' : `/${bucketInHost}`}${head.rawPath}${signedQuery(given)}`;
  return `${head.method}\n${value('content-md5')}\n${value('content-type')}\n${expires}\n${amzHeaders(head, given)}${resource}`;
}

function amzHeaders(head: RequestHead, given: Map<string, string>): string {
  const values = new Map(Object.entries(head.headers).filter(([name]) => name.startsWith('x-amz-')));
  for (const [name, value] of given) {
    if (!name.startsWith('x-amz-')) continue;
    values.set(name, oneOf(name, values.get(name), value) ?? '');
  }
  return [...values.keys()]
    .sort()
    .map((name) => `${name}:${(values.get(name) ?? '').trim()}\n`)
    .join('');
}

/** A header may stand in the query, or in both places if they agree. */
function oneOf(name: string, header: string | undefined, parameter: string | undefined): string | undefined {
  if (header !== undefined && parameter !== undefined && header !== parameter)
    throw refusalsOf('s3').repeated(name);
  return header ?? parameter;
}

function signedQuery(given: Map<string, string>): string {
  const names = [...given.keys()].filter(isSignedParameter).sort();
  if (names.length === 0) return '';
  const pairs = names.map((name) => {
    const value = given.get(name);
    return value ? `${name}=${value}` : name;
  });
  return `?${pairs.join('&')}`;
}

function isSignedParameter(name: string): boolean {
  return !unsignedParameters.has(name) && !name.startsWith('x-amz-');
}

function isHeaderParameter(name: string): boolean {
  return /^(x-amz-|content-md5$|content-type$)/i.test(name);
}
