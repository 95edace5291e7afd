import { factsOf } from '../aws/services.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Refusals } from './refusals.ts';
import { parseCredential, type SignatureClaim } from './signature-claim.ts';
import { parseBasicTime } from './signing-time.ts';

const week = 604_800;
const required = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
];

/**
 * Parses the X-Amz-* parameters of a presigned request. Only S3 requires X-Amz-Expires; without it, another service's
 * signature is valid for the usual 15 minutes.
 * Source: Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
 */
export function readQueryAuthorization(
  head: RequestHead,
  service: string,
  refusals: Refusals,
): SignatureClaim {
  const given = signatureParameters(head.query, refusals);
  const missing = (factsOf(service).signsAsObjectStorage ? [...required, 'X-Amz-Expires'] : required).filter(
    (name) => !given.has(name),
  );
  if (missing.length > 0) throw refusals.incompleteQuery(missing);
  const algorithm = given.get('X-Amz-Algorithm') ?? '';
  if (algorithm !== 'AWS4-HMAC-SHA256') throw refusals.unsupportedAlgorithm(algorithm);
  const credential = given.get('X-Amz-Credential') ?? '';
  const key = parseCredential(credential);
  if (!key) throw refusals.malformedCredential('query', credential);
  const time = parseBasicTime(given.get('X-Amz-Date') ?? '');
  if (!time) throw refusals.badDate('query', given.get('X-Amz-Date'));
  const signedHeaders = given.get('X-Amz-SignedHeaders') ?? '';
  return {
    where: 'query',
    ...key,
    ...time,
    signedHeaders,
    signed: new Set(signedHeaders.split(';')),
    signature: given.get('X-Amz-Signature') ?? '',
    expires: readExpires(given.get('X-Amz-Expires'), refusals),
    sessionToken: given.get('X-Amz-Security-Token') ?? head.headers['x-amz-security-token'],
  };
}

/** The X-Amz-* parameters of a signature; refuses repeated and misspelt ones. */
function signatureParameters(query: RequestHead['query'], refusals: Refusals): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of query) {
    if (!name.startsWith('X-Amz-')) continue;
    if (given.has(name)) throw refusals.repeated(name);
    given.set(name, value);
  }
  return given;
}

function readExpires(expires: string | undefined, refusals: Refusals): number | undefined {
  if (expires === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(expires)) throw refusals.badExpires('X-Amz-Expires should be a number');
  const seconds = Number(expires);
  if (seconds < 0) throw refusals.badExpires('X-Amz-Expires must be non-negative');
  if (seconds > week)
    throw refusals.badExpires(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  return seconds;
}
