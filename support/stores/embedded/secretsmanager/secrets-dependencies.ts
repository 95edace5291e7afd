import type { DataKey } from '../kms/data-keys.ts';

/** An account in a region. */
export interface SecretScope {
  readonly account: string;
  readonly region: string;
}

/** What Secrets Manager asks of KMS, in the name of whoever called it. All throw AwsError with KMS's own codes. */
export interface SecretsDependencies {
  /** The ARN of the key that a reference means to a caller of an account: its bare ids and aliases are that account's. */
  resolveKey(reference: string, scope: SecretScope): string;
  /** A fresh 256-bit data key, and the same wrapped under the KMS key. */
  generateDataKey(keyArn: string, encryptionContext: Record<string, string>): DataKey;
  /** The data key that was wrapped under the KMS key with this very encryption context. */
  decryptDataKey(
    keyArn: string,
    ciphertext: Uint8Array,
    encryptionContext: Record<string, string>,
  ): Uint8Array;
}
