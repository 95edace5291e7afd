import { BoundedMap } from '../aws/bounded-map.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Refusals } from './refusals.ts';
import { parseCredential, type SignatureClaim } from './signature-claim.ts';
import { parseBasicTime, parseDateHeader } from './signing-time.ts';

const scheme = 'AWS4-HMAC-SHA256 ';
const parts: readonly string[] = ['Credential', 'SignedHeaders', 'Signature'];

/**
 * Parses `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` and the date of the request. Refuses Signature
 * Version 2 and 4A.
 * Source: Amazon S3 API reference, "Authenticating Requests: Using the Authorization Header".
 */
export function readAuthorizationHeader(head: RequestHead, refusals: Refusals): SignatureClaim {
  const authorization = head.headers.authorization ?? '';
  if (!authorization.startsWith(scheme)) throw refusals.unsupportedScheme(authorization);
  const given = split(authorization.slice(scheme.length));
  const credential = given?.get('Credential');
  const signedHeaders = given?.get('SignedHeaders');
  const signature = given?.get('Signature');
  if (!credential || !signedHeaders || !signature) {
    const missing = parts.filter((part) => !given?.get(part));
    throw refusals.incompleteHeader(missing, authorization);
  }
  const key = parseCredential(credential);
  if (!key) throw refusals.malformedCredential('header', credential);
  const { 'x-amz-date': amzDate, date } = head.headers;
  const time = amzDate === undefined ? parseDateHeader(date ?? '') : parseBasicTime(amzDate);
  if (!time) throw refusals.badDate('header', amzDate ?? date);
  return {
    where: 'header',
    ...key,
    ...time,
    signedHeaders,
    signed: namesIn(signedHeaders),
    signature,
    sessionToken: head.headers['x-amz-security-token'],
  };
}

/** The names that were signed last, by their list: a client signs the same ones again and again. */
const known = new BoundedMap<ReadonlySet<string>>(256);

function namesIn(signedHeaders: string): ReadonlySet<string> {
  const split = () => new Set(signedHeaders.split(';'));
  return signedHeaders.length > 1024 ? split() : known.getOrMake(signedHeaders, split);
}

/** The name=value parts; undefined if a part has no `=`, is unknown, or is repeated. */
function split(text: string): Map<string, string> | undefined {
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim();
    if (equals < 0 || given.has(name) || !parts.includes(name)) return undefined;
    given.set(name, part.slice(equals + 1).trim());
  }
  return given;
}
