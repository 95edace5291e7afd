/** What S3 asks of KMS, in the name of whoever called S3. Both throw AwsError with KMS's own codes. */
export interface S3Dependencies {
  /** A fresh 256-bit data key, and the same wrapped under the KMS key. */
  generateDataKey(keyArn: string, encryptionContext: Record<string, string>): DataKey;
  /** The data key that was wrapped under the KMS key with this very encryption context. */
  decryptDataKey(
    keyArn: string,
    ciphertext: Uint8Array,
    encryptionContext: Record<string, string>,
  ): Uint8Array;
  /** Whether S3 calls a bucket policy public; without it there is no GetBucketPolicyStatus. */
  readonly isPublic?: (policyText: string) => boolean;
}

/** A data key in the clear and as it is stored. */
export interface DataKey {
  readonly plaintext: Uint8Array;
  readonly ciphertext: Uint8Array;
}
