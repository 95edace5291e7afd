import { createHmac } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import { factsOf } from '../aws/services.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { equalInConstantTime } from './constant-time.ts';
import { refusalsOf } from './refusals-of.ts';
import { resolveCredential } from './resolve-credential.ts';
import { queryParameters, stringsToSignV2 } from './signature-v2-string.ts';
import { CONTENT_SHA256, contentSha256, payloadExpectation } from './signed-payload.ts';
import { allowedSkew, isoTime, parseDateHeader } from './signing-time.ts';

/** Signature Version 2 signs every x-amz-* header. */
const EVERY_HEADER: ReadonlySet<string> = new Set([CONTENT_SHA256]);

/** The claims of a Signature Version 2 request, from its Authorization header or its query. */
interface ClaimV2 {
  readonly accessKeyId: string;
  readonly signature: string;
  /** The line of the signed text that holds a time: empty if the header x-amz-date holds it. */
  readonly dateLine: string;
  readonly token: string | undefined;
}

/**
 * Verifies an S3 request signed with Signature Version 2. boto3 and the AWS CLI presign with it by default; older clients
 * sign with it in a header. The gateway refuses it in Regions that do not take it.
 *
 * Differs: the signature covers every sub-resource, including newer ones that AWS's own list leaves out. Otherwise a
 * client could add one and turn a presigned GetObject into another operation.
 * See the Amazon S3 developer guide, "Signing and authenticating REST requests", "Query string request authentication
 * alternative".
 */
export async function authenticateV2(
  request: AuthenticationRequest,
  where: 'header' | 'query',
): Promise<Authenticated> {
  const { head, service } = request;
  const refusals = refusalsOf(service);
  if (!factsOf(service).signsAsObjectStorage) throw refusals.unsupportedScheme('AWS');
  const given = queryParameters(head);
  const claim = where === 'header' ? claimOfHeader(request) : claimOfQuery(request, given);
  const { accessKeyId, signature, dateLine } = claim;
  const declared = contentSha256(head, EVERY_HEADER);
  const credential = await resolveCredential(request, accessKeyId, claim.token);
  const signs = (stringToSign: string) =>
    equalInConstantTime(
      createHmac('sha1', credential.secretAccessKey).update(stringToSign).digest('base64'),
      signature,
    );
  const strings = stringsToSignV2(request, given, dateLine);
  if (!strings.some(signs))
    throw refusals.mismatch({ accessKeyId, signature, stringToSign: strings[0] ?? '' });
  return {
    principal: credential.principal,
    credentialsIssued: credential.issued,
    ...(credential.withMfa === true && { withMfa: true }),
    accessKeyId,
    authType: where === 'header' ? 'REST-HEADER' : 'REST-QUERY-STRING',
    signatureVersion: 'AWS',
    contentSha256: declared,
    payload: payloadExpectation(declared ?? 'UNSIGNED-PAYLOAD', undefined),
  };
}

function claimOfQuery(
  { head, service, now }: AuthenticationRequest,
  given: ReadonlyMap<string, string>,
): ClaimV2 {
  const accessKeyId = given.get('AWSAccessKeyId');
  const expires = given.get('Expires');
  const signature = given.get('Signature');
  if (!accessKeyId || !expires || !signature)
    throw refusalsOf(service).incompleteQuery(['AWSAccessKeyId', 'Signature', 'Expires']);
  checkExpiry(expires, now);
  const token = given.get('x-amz-security-token') ?? head.headers['x-amz-security-token'];
  return { accessKeyId, signature, dateLine: expires, token };
}

/** Reads `AWS AKIAIOSFODNN7EXAMPLE:bWq2s1WEIj+Ydj0vQ697zp+IXMU=` and the time, in x-amz-date or else in Date. */
function claimOfHeader({ head, service, now }: AuthenticationRequest): ClaimV2 {
  const { authorization = '', date, 'x-amz-date': amzDate, 'x-amz-security-token': token } = head.headers;
  const [, accessKeyId, signature] = /^AWS ([^\s:]+):([A-Za-z0-9+/]+=*)$/.exec(authorization) ?? [];
  if (accessKeyId === undefined || signature === undefined) throw invalidHeader(authorization);
  const refusals = refusalsOf(service);
  const signedAt = parseDateHeader(amzDate ?? date ?? '');
  if (signedAt === undefined) throw refusals.badDate('header', amzDate ?? date);
  if (Math.abs(now.getTime() - signedAt.time) > allowedSkew) throw refusals.skewed(signedAt, now);
  return { accessKeyId, signature, dateLine: amzDate === undefined ? (date ?? '') : '', token };
}

function invalidHeader(authorization: string): AwsError {
  const message = 'AWS authorization header is invalid.  Expected AwsAccessKeyId:signature';
  const members = { ArgumentName: 'Authorization', ArgumentValue: authorization };
  return new AwsError('InvalidArgument', 400, message, members);
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
