import { AwsError } from '../aws/aws-error.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { AuthenticationRequest } from './authenticated.ts';
import { s3Refusals } from './s3-refusals.ts';

/**
 * The query parameters that Signature Version 2 leaves unsigned: those of the signature itself, and those that select a
 * part of a listing. All others determine the operation and its resource.
 */
const unsignedParameters = new Set(
  (
    'AWSAccessKeyId Expires Signature content-md5 content-type list-type prefix delimiter marker max-keys start-after ' +
    'continuation-token fetch-owner encoding-type max-uploads key-marker upload-id-marker version-id-marker max-parts ' +
    'part-number-marker'
  ).split(' '),
);

/** A value that could be read as the end of one value and the beginning of another. */
const ambiguous = /[\r\n]|&[A-Za-z-]+(?:[=&]|$)/;

/**
 * The query's parameters, with the names of x-amz-* parameters in lower case. Throws `InvalidArgument` for a repeated
 * parameter.
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
 * The texts that a signature of Version 2 may cover, with the line that holds its time or its expiry.
 * SDKs put x-amz-* headers into the query when they presign, so they may be there. Content-MD5 and Content-Type must be
 * sent as they were signed.
 *
 * Differs: keyhole refuses names and values that could be read as several, such as values with a line break or
 * `&versionId=`. The signed text does not show where a value ends.
 * See the Amazon S3 developer guide, "Signing and authenticating REST requests".
 */
export function stringsToSignV2(
  request: AuthenticationRequest,
  given: ReadonlyMap<string, string>,
  dateLine: string,
): readonly string[] {
  const { head } = request;
  for (const [name, value] of given)
    if (ambiguous.test(value) || /[\s:=&]/.test(name)) throw ambiguity(name, value);
  const { 'content-md5': md5 = '', 'content-type': type = '' } = head.headers;
  const before = `${head.method}\n${md5}\n${type}\n${dateLine}\n${amzHeaders(head, given)}`;
  return pathsOf(request).map((path) => `${before}${path}${signedQuery(given)}`);
}

/**
 * The path, after the bucket of the Host. The path of a bucket may be signed with its slash or without: botocore sends
 * `/bucket` and signs `/bucket/`.
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

/** The value of an x-amz-* header, which may also be in the query. If it is in both places, the values must agree. */
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
