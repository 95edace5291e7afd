import { AwsError } from '../../../aws/aws-error.ts';
import { SECRETS_MANAGED_KEY } from '../../../aws/secrets-encryption-context.ts';
import { encryptionFailure, secretsError } from '../../../aws/secrets-error.ts';
import { type ResolvedKey, resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { KnownSecret } from './known-secret.ts';

/** The text of every refusal by KMS, as callers get it. */
export function accessToKms(): AwsError {
  return new AwsError('AccessDeniedException', 400, 'Access to KMS is not allowed', {
    Message: 'Access to KMS is not allowed',
  });
}

/** The refusal of a caller of another account for a secret whose key is given without an account. */
export function underUnqualifiedKey(kmsKeyId: string | undefined, account: string): AwsError {
  return accessToKms().because({
    why: `the secret names its key as "${kmsKeyId}", without an account: that is a key of the caller's account ${account}`,
    remedy: `${IN_SECRET} by its whole ARN, and let the caller use it`,
  });
}

/** The beginning of a remedy that the secret's own account has to carry out. */
const IN_SECRET = "have the secret's own account name a customer managed key in UpdateSecret";

/** True for a secret under the AWS managed key, which serves its own account alone. */
export function isDefaultKey(kmsKeyId: string | undefined): boolean {
  return kmsKeyId === undefined || kmsKeyId.endsWith(SECRETS_MANAGED_KEY);
}

/** The refusal of a caller of another account for a secret under the AWS managed key; the text as AWS sends it. */
export function underDefaultKey(): AwsError {
  return secretsError(
    'InvalidRequestException',
    "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
  ).because({
    why: "the secret is under the AWS managed key aws/secretsmanager, which serves the secret's own account alone",
    remedy: `${IN_SECRET} by its whole ARN, and let the caller use it`,
  });
}

/** True if a secret's key is given by a name that means another key in each account. */
export function isUnqualified(kmsKeyId: string | undefined): boolean {
  return kmsKeyId !== undefined && !kmsKeyId.startsWith('arn:');
}

/**
 * The key that encrypts new values of a secret: the one in the request, else the secret's own. An empty
 * reference means the AWS managed key. A reference without an account is looked up in the *caller's* account.
 * A caller of another account is told to give an ARN, or that its own account has no such key id. PutSecretValue, which
 * takes no key, tells it that the default key is the reason.
 *
 * Throws InvalidRequestException and EncryptionFailure.
 * Source: Secrets Manager API reference, UpdateSecret, KmsKeyId; Secrets Manager user guide, "Access AWS
 * Secrets Manager secrets from a different account".
 * Undocumented: AWS states the text of the first error and not its code.
 */
export async function keyOfNewValue(
  call: CallFacts<'secretsmanager'>,
  secret: Pick<KnownSecret, 'account' | 'found'>,
  named: string | undefined,
): Promise<ResolvedKey> {
  const reference = (named ?? secret.found?.kmsKeyId) || undefined;
  const foreign = secret.account !== call.account;
  if (foreign && (reference === undefined || reference.startsWith('alias/'))) {
    if (call.operation === 'PutSecretValue' && isDefaultKey(reference)) throw underDefaultKey();
    const message = 'You must specify a KMS key ARN to update the secret from a different AWS account.';
    throw secretsError('InvalidRequestException', message).because({
      why: `${named === undefined ? 'the secret' : 'the request'} names its key as "${reference ?? SECRETS_MANAGED_KEY}", without an account`,
      remedy: `name the key by its whole ARN in KmsKeyId; ${IN_SECRET} to change it for all callers`,
    });
  }
  const { account, region } = call;
  const key = await resolveKeyReference(call.store, reference ?? SECRETS_MANAGED_KEY, { account, region });
  if (key.kind === 'missing')
    throw encryptionFailure(named === undefined ? namedBySecret(key.error) : key.error);
  return key;
}

/** The error for a key that is missing, which the secret names and not the request. */
function namedBySecret(error: AwsError): AwsError {
  if (error.reason === undefined) return error;
  const { why, remedy } = error.reason;
  return error.because({ why: `the request names no key; the secret does. ${why}`, remedy });
}
