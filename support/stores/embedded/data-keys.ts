/** A data key in the clear, and wrapped under the KMS key that it is of. */
export interface DataKey {
  readonly plaintext: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** What every service that encrypts asks of KMS, in the name of its caller. Throws AwsError with KMS's own codes. */
export interface DataKeys {
  /** A fresh 256-bit data key, and the same wrapped under the KMS key. */
  generateDataKey(keyArn: string, encryptionContext: Readonly<Record<string, string>>): DataKey;
  /** The data key that was wrapped under the KMS key with this very encryption context. */
  decryptDataKey(
    keyArn: string,
    ciphertext: Uint8Array,
    encryptionContext: Readonly<Record<string, string>>,
  ): Uint8Array;
}
