import { AwsError } from '../aws/aws-error.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { AuthenticationRequest } from './authenticated.ts';
import { s3Refusals } from './s3-refusals.ts';

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

/** A value that could be taken for the end of one and the beginning of another. */
const ambiguous = /[\r\n]|&[A-Za-z-]+(?:[=&]|$)/;

/**
 * The query's parameters; those that stand for x-amz-* headers in lower case. Errors: `InvalidArgument` for a repeated
 * one.
 */
export function queryParameters({ query }: RequestHead): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of query) {
    const key = /^x-amz-/i.test(name) ? name.toLowerCase() : name;
    if (given.has(key)) throw s3Refusals.repeated(name);
    given.set(key, value);
  }
  return given;
}

/**
 * What a request presigned with Signature Version 2 may have signed (Amazon S3 Developer Guide, "Signing and
 * authenticating REST requests"). x-amz-* headers may stand in the query instead, where SDKs put them when they
 * presign; Content-MD5 and Content-Type must be sent as what they were signed as.
 *
 * Differs: names and values that could be read as several, for a line break or `&versionId=` in them, are refused: the
 * text that Version 2 signs does not say where a value ends.
 */
export function stringsToSignV2(
  request: AuthenticationRequest,
  given: ReadonlyMap<string, string>,
): readonly string[] {
  const { head } = request;
  for (const [name, value] of given)
    if (ambiguous.test(value) || /[\s:=&]/.test(name)) throw ambiguity(name, value);
  const { 'content-md5': md5 = '', 'content-type': type = '' } = head.headers;
  const before = `${head.method}\n${md5}\n${type}\n${given.get('Expires')}\n${amzHeaders(head, given)}`;
  return pathsOf(request).map((path) => `${before}${path}${signedQuery(given)}`);
}

/**
 * The path, with the bucket of the Host before it. A bucket's own path may be signed with its slash or without:
 * botocore sends `/bucket` and signs `/bucket/`.
 */
function pathsOf({ head: { rawPath }, bucketInHost }: AuthenticationRequest): string[] {
  if (bucketInHost !== undefined) return [`/${bucketInHost}${rawPath}`];
  return rawPath.lastIndexOf('/') === 0 && rawPath !== '/' ? [`${rawPath}/`, rawPath] : [rawPath];
}

function amzHeaders(head: RequestHead, given: ReadonlyMap<string, string>): string {
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
    throw s3Refusals.repeated(name);
  return header ?? parameter;
}

function signedQuery(given: ReadonlyMap<string, string>): string {
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

function ambiguity(name: string, value: string): AwsError {
  return new AwsError('InvalidArgument', 400, `The value of ${name} is ambiguous.`, {
    ArgumentName: name,
    ArgumentValue: value,
  });
}
