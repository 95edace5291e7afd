/** The encryption headers that a write of an object or upload sends, in the SDK's names; none of them is required. */
export interface EncryptionHeaders {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  /** Base64 of JSON. */
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
}
