import { createHmac } from 'node:crypto';
import type { AwsError } from '../../aws/aws-error.ts';
import type { FormFields } from '../../wire/form/form-fields.ts';
import { formRefusals } from '../../wire/form/form-refusals.ts';
import { ANY_SIZE, type FileSizes, type ObjectForm } from '../../wire/form/object-form.ts';
import type { Authenticated, AuthenticationRequest } from '../authenticated.ts';
import { equalInConstantTime } from '../constant-time.ts';
import { resolveCredential } from '../resolve-credential.ts';
import { s3Refusals } from '../s3-refusals.ts';
import { parseCredential, type SignatureClaim, scopeProblems } from '../signature-claim.ts';
import { signingKey } from '../signing-key.ts';
import { allowedSkew, parseBasicTime } from '../signing-time.ts';
import { checkPostPolicy } from './check-post-policy.ts';
import { formPolicyRefusals } from './form-policy-refusals.ts';
import { readPostPolicy } from './post-policy.ts';

/** The sender of a form, and the sizes that its policy allows. */
export interface AuthenticatedForm {
  readonly authenticated: Authenticated;
  readonly sizes: FileSizes;
}

/**
 * Finds the sender of an upload by a form: the policy is signed, and not the request. A form without a signature is anonymous,
 * and its policy binds nothing: any sender could leave it out. Throws AwsError for a wrong signature, and for a form that is not what its policy allows.
 *
 * Source: Amazon S3 API reference, "Authenticating Requests: Browser-Based Uploads Using POST".
 */
export async function authenticateForm(
  { bucket, fields }: ObjectForm,
  request: AuthenticationRequest,
): Promise<AuthenticatedForm> {
  const policy = fields.get('policy');
  const mechanism = mechanismOf(fields);
  if (mechanism === undefined) return { authenticated: ANONYMOUS, sizes: ANY_SIZE };
  if (policy === undefined) throw formRefusals.missing('policy');
  const authenticated =
    mechanism === 'V4' ? await signedV4(fields, policy, request) : await signedV2(fields, policy, request);
  const sizes = checkPostPolicy(readPostPolicy(policy), fields, { bucket, now: request.now });
  return { authenticated, sizes };
}

const UNSIGNED = { contentSha256: undefined, payload: { kind: 'unsigned' } } as const;

const ANONYMOUS: Authenticated = {
  principal: { type: 'Anonymous' },
  authType: undefined,
  signatureVersion: undefined,
  ...UNSIGNED,
};

/** Any field of a signature makes a form signed. */
function mechanismOf(fields: FormFields): 'V4' | 'V2' | undefined {
  const has = (names: readonly string[]) => names.some((name) => fields.has(name));
  const isV4 = has(['x-amz-algorithm', 'x-amz-credential', 'x-amz-signature']);
  const isV2 = has(['awsaccesskeyid', 'signature']);
  if (isV4 && isV2) throw s3Refusals.severalMechanisms('');
  return isV4 ? 'V4' : isV2 ? 'V2' : undefined;
}

function required(fields: FormFields, name: string): string {
  const value = fields.get(name.toLowerCase());
  if (value === undefined || value === '') throw formRefusals.missing(name);
  return value;
}

async function signedV4(
  fields: FormFields,
  policy: string,
  request: AuthenticationRequest,
): Promise<Authenticated> {
  const claim = claimOf(fields, request.service);
  checkAge(claim, request.now);
  const { principal, secretAccessKey, issued } = await resolveCredential(
    request,
    claim.accessKeyId,
    claim.sessionToken,
  );
  const key = signingKey(secretAccessKey, claim.scope);
  verify(key.sign(policy), claim, policy);
  return {
    principal,
    accessKeyId: claim.accessKeyId,
    credentialsIssued: issued,
    region: claim.scope.region,
    authType: 'POST',
    signatureVersion: 'AWS4-HMAC-SHA256',
    signatureAge: request.now.getTime() - claim.time,
    ...UNSIGNED,
  };
}

function claimOf(fields: FormFields, service: string): SignatureClaim {
  const [algorithm = '', credential = '', date = '', signature = ''] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Signature',
  ].map((name) => required(fields, name));
  if (algorithm !== 'AWS4-HMAC-SHA256') throw s3Refusals.unsupportedAlgorithm(algorithm);
  const key = parseCredential(credential);
  if (!key) throw s3Refusals.malformedCredential('query', credential);
  const time = parseBasicTime(date);
  if (!time) throw s3Refusals.badDate('query', date);
  const sessionToken = fields.get('x-amz-security-token');
  const claim = { where: 'query', ...key, ...time, signature, sessionToken } as const;
  const problems = scopeProblems({ ...claim, signedHeaders: '', signed: new Set() }, service);
  if (problems.length > 0) throw s3Refusals.badScope('query', problems);
  return { ...claim, signedHeaders: '', signed: new Set() };
}

const WEEK = 7 * 86_400_000;

/**
 * A signing key is valid for seven days.
 *
 * Source: Amazon S3 API reference, "Authenticating Requests (AWS Signature Version 4)".
 * Undocumented: the texts for a form that was signed earlier, or that is signed for a later time.
 */
function checkAge(claim: SignatureClaim, now: Date): void {
  const age = now.getTime() - claim.time;
  if (age < -allowedSkew) throw s3Refusals.notYetValid(claim, claim.time, now);
  if (age >= WEEK)
    throw formPolicyRefusals.expired(
      `the form was signed at ${claim.date}; a signature is valid for seven days`,
    );
}

async function signedV2(
  fields: FormFields,
  policy: string,
  request: AuthenticationRequest,
): Promise<Authenticated> {
  const accessKeyId = required(fields, 'AWSAccessKeyId');
  const signature = required(fields, 'Signature');
  const { principal, secretAccessKey, issued } = await resolveCredential(
    request,
    accessKeyId,
    fields.get('x-amz-security-token'),
  );
  const expected = createHmac('sha1', secretAccessKey).update(policy).digest('base64');
  verify(expected, { accessKeyId, signature }, policy);
  return {
    principal,
    accessKeyId,
    credentialsIssued: issued,
    authType: 'POST',
    signatureVersion: 'AWS',
    ...UNSIGNED,
  };
}

function verify(
  expected: string,
  { accessKeyId, signature }: Pick<SignatureClaim, 'accessKeyId' | 'signature'>,
  policy: string,
): void {
  if (equalInConstantTime(expected, signature)) return;
  const mismatch: AwsError = s3Refusals.mismatch({ accessKeyId, signature, stringToSign: policy });
  throw mismatch.because({
    why: 'the signature in the form is not that of its policy by this access key',
    remedy: 'sign the text of the field policy as it is sent, in base64, with the secret of this access key',
  });
}
