import { createHmac } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import { factsOf } from '../aws/services.ts';
import type { Authenticated, AuthenticationRequest } from './authenticated.ts';
import { equalInConstantTime } from './constant-time.ts';
import { refusalsOf } from './refusals-of.ts';
import { resolveCredential } from './resolve-credential.ts';
import { queryParameters, stringsToSignV2 } from './signature-v2-string.ts';
import { CONTENT_SHA256, contentSha256, payloadExpectation } from './signed-payload.ts';
import { isoTime } from './signing-time.ts';

/** Signature Version 2 signs every x-amz-* header. */
const EVERY_HEADER: ReadonlySet<string> = new Set([CONTENT_SHA256]);

/**
 * Verifies an S3 request presigned with Signature Version 2, which boto3 and the AWS CLI still use by default.
 *
 * Differs: the signature covers every sub-resource, including newer ones that AWS's own list leaves out. Otherwise a
 * client could add one and turn a presigned GetObject into another operation.
 * See the Amazon S3 developer guide, "Signing and authenticating REST requests", "Query string request authentication
 * alternative".
 */
export async function authenticateV2(request: AuthenticationRequest): Promise<Authenticated> {
  const { head, service, now } = request;
  const refusals = refusalsOf(service);
  if (!factsOf(service).signsAsObjectStorage) throw refusals.unsupportedScheme('AWS');
  const given = queryParameters(head);
  const accessKeyId = given.get('AWSAccessKeyId');
  const expires = given.get('Expires');
  const signature = given.get('Signature');
  if (!accessKeyId || !expires || !signature)
    throw refusals.incompleteQuery(['AWSAccessKeyId', 'Signature', 'Expires']);
  checkExpiry(expires, now);
  const declared = contentSha256(head, EVERY_HEADER);
  const token = given.get('x-amz-security-token') ?? head.headers['x-amz-security-token'];
  const credential = await resolveCredential(request, accessKeyId, token);
  const signs = (stringToSign: string) =>
    equalInConstantTime(
      createHmac('sha1', credential.secretAccessKey).update(stringToSign).digest('base64'),
      signature,
    );
  const strings = stringsToSignV2(request, given);
  if (!strings.some(signs))
    throw refusals.mismatch({ accessKeyId, signature, stringToSign: strings[0] ?? '' });
  return {
    principal: credential.principal,
    credentialsIssued: credential.issued,
    ...(credential.withMfa === true && { withMfa: true }),
    accessKeyId,
    authType: 'REST-QUERY-STRING',
    signatureVersion: 'AWS',
    contentSha256: declared,
    payload: payloadExpectation(declared ?? 'UNSIGNED-PAYLOAD', undefined),
  };
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
