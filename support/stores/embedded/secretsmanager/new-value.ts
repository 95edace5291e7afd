import { SECRETS_MANAGED_KEY } from '../../../aws/secrets-encryption-context.ts';
import { whileEncrypting } from '../../../aws/secrets-error.ts';
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
 * The value that an input gives, if any. Its version is named by the token, which the gateway requires.
 */
export function newValue(input: ValueMembers): NewValue | undefined {
  const { SecretString, SecretBinary, ClientRequestToken: id } = input;
  if (SecretString === undefined && SecretBinary === undefined) return undefined;
  if (id === undefined) throw new TypeError('a value reached the store without the id of its version');
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

/** True if a version holds exactly this value. Throws DecryptionFailure. */
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
