import { createSecretKey } from 'node:crypto';
import { AwsError } from '../../../aws/aws-error.ts';
import { secretsEncryptionContext } from '../../../aws/secrets-encryption-context.ts';
import { decryptionFailure, whileEncrypting } from '../../../aws/secrets-error.ts';
import type { KmsForServices } from '../shared/offered-services.ts';
import { unwrapKey, wrapKey } from '../shared/wrapped-key.ts';

/** A secret value in the clear: text or bytes, as it was given. */
export type SecretValue =
  | { readonly SecretString: string; readonly SecretBinary?: undefined }
  | { readonly SecretString?: undefined; readonly SecretBinary: Uint8Array };

/** A secret value as it is kept: encrypted under a data key that KMS wrapped. */
export interface SealedValue {
  readonly form: 'SecretString' | 'SecretBinary';
  readonly keyArn: string;
  /** Under the AWS managed key. */
  readonly managed: boolean;
  readonly dataKey: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The secret and version of a value, to which KMS binds its encryption. */
export interface VersionName {
  readonly arn: string;
  readonly versionId: string;
}

/** A reference to a KMS key, and the key that it means. */
export type SealingKey = Pick<SealedValue, 'keyArn' | 'managed'>;

/**
 * Encrypts a value under a new data key that KMS wraps. Throws EncryptionFailure if the key does not work.
 * Source: Secrets Manager user guide, "Secret encryption and decryption in AWS Secrets Manager".
 */
export function sealValue(
  value: SecretValue,
  { name, key }: { readonly name: VersionName; readonly key: SealingKey },
  kms: KmsForServices,
): SealedValue {
  const { plaintext, ciphertext } = whileEncrypting(() =>
    kms.generateDataKey(key.keyArn, secretsEncryptionContext(name)),
  );
  const text = value.SecretString;
  const clear = text === undefined ? value.SecretBinary : Buffer.from(text);
  const bytes = wrapKey(createSecretKey(plaintext), clear, name.versionId);
  return { form: text === undefined ? 'SecretBinary' : 'SecretString', ...key, dataKey: ciphertext, bytes };
}

/**
 * Decrypts a value, from the first of its copies whose key works. Throws DecryptionFailure if no key works.
 */
export function openValue(
  copies: readonly SealedValue[],
  name: VersionName,
  kms: KmsForServices,
): SecretValue {
  let refusal: AwsError | undefined;
  for (const { form, keyArn, dataKey, bytes } of copies) {
    const key = decrypted(() => kms.decryptDataKey(keyArn, dataKey, secretsEncryptionContext(name)));
    if (key instanceof AwsError) {
      refusal = key;
      continue;
    }
    const clear = unwrapKey(createSecretKey(key), bytes, name.versionId);
    if (clear === undefined) throw new Error(`the value ${name.versionId} of ${name.arn} does not open`);
    return form === 'SecretBinary' ? { SecretBinary: clear } : { SecretString: clear.toString() };
  }
  throw decryptionFailure(refusal);
}

/** A data key, or the reason why KMS does not give it. */
function decrypted(call: () => Uint8Array): Uint8Array | AwsError {
  try {
    return call();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
