import type { Service } from '../../aws/operations.ts';
import type { ResolvedKey } from './resolve-key-reference.ts';

/** A call that a service makes to KMS with the requester's identity. */
export interface KmsCall {
  /** `kms:Decrypt` */
  readonly action: string;
  readonly key: ResolvedKey;
  readonly encryptionContext: Readonly<Record<string, string>>;
  /** True if a bucket-level key serves instead, once S3 has one. */
  readonly bucketKey: boolean;
  readonly through: Service;
}
