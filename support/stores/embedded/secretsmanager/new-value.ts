import { SECRETS_MANAGED_KEY } from '../../../aws/secrets-encryption-context.ts';
import { secretsError, whileEncrypting } from '../../../aws/secrets-error.ts';
import { check, lengthBetween } from '../shared/constraints.ts';
import type { KmsForServices } from '../shared/offered-services.ts';
import { openValue, type SealingKey, type SecretValue, sealValue } from './sealed-value.ts';
import type { Secret, SecretVersion } from './secrets-state.ts';

/** The members of an input that give a value. */
interface ValueMembers {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly ClientRequestToken?: string | undefined;
}

/** A value that is to become a version, and the id that the version is to have. */
export interface NewValue {
  readonly value: SecretValue;
  readonly id: string;
}

/**
 * The value that an input gives, if any. Throws InvalidParameterException for text and bytes at once, and where the id is
 * missing: SDKs and the AWS CLI make one up. Source: Secrets Manager API reference, CreateSecret.
 */
export function newValue(input: ValueMembers): NewValue | undefined {
  const { SecretString, SecretBinary, ClientRequestToken: id } = input;
  check(
    lengthBetween('secretString', SecretString, [1, 65_536]),
    lengthBetween('secretBinary', SecretBinary, [1, 65_536]),
    lengthBetween('clientRequestToken', id, [32, 64]),
  );
  if (id === undefined) {
    const message = 'You must provide a ClientRequestToken value. We recommend a UUID-type value.';
    throw secretsError('InvalidParameterException', message);
  }
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw secretsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (SecretString !== undefined) return { id, value: { SecretString } };
  return SecretBinary === undefined ? undefined : { id, value: { SecretBinary } };
}

/** The key that a secret's new values are sealed under: its reference is looked up now, in the secret's account. */
export function sealingKey(
  { kmsKeyId, account, region }: Pick<Secret, 'kmsKeyId' | 'account' | 'region'>,
  kms: KmsForServices,
): SealingKey {
  const reference = kmsKeyId ?? SECRETS_MANAGED_KEY;
  const keyArn = whileEncrypting(() => kms.resolveKey(reference, { account, region }));
  return { keyArn, managed: reference.endsWith(SECRETS_MANAGED_KEY) };
}

/** A version of a secret, sealed under the secret's key. Throws EncryptionFailure. */
export function newVersion(
  secret: Secret,
  { value, id, stages, now }: NewValue & { readonly stages: readonly string[]; readonly now: Date },
  kms: KmsForServices,
): SecretVersion {
  const name = { arn: secret.arn, versionId: id };
  const sealed = sealValue(value, { name, key: sealingKey(secret, kms) }, kms);
  return { id, stages, created: now, copies: [sealed] };
}

/** Whether a version holds this very value. Throws DecryptionFailure. */
export function holds(
  { arn }: Pick<Secret, 'arn'>,
  version: SecretVersion,
  given: SecretValue,
  kms: KmsForServices,
): boolean {
  const kept = openValue(version.copies, { arn, versionId: version.id }, kms);
  if (given.SecretBinary !== undefined) {
    return kept.SecretBinary !== undefined && Buffer.compare(kept.SecretBinary, given.SecretBinary) === 0;
  }
  return kept.SecretString === given.SecretString;
}

/** A version's id is taken, by another value. */
export function tokenInUse(id: string, arn: string): Error {
  return secretsError(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${arn}.`,
  );
}
