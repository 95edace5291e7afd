import type { ResolvedKey } from './resolve-key-reference.ts';

/** A call that S3 makes to KMS on behalf of the requester, with the requester's identity. */
export interface KmsCall {
  readonly action:
    | 'kms:GenerateDataKey'
    | 'kms:Decrypt'
    | 'kms:Encrypt'
    | 'kms:ReEncryptFrom'
    | 'kms:ReEncryptTo';
  readonly key: ResolvedKey;
  readonly encryptionContext: Readonly<Record<string, string>>;
  /** Whether a bucket-level key serves instead, where S3 has one. */
  readonly bucketKey: boolean;
}
