import type { ObjectName } from '../../../../aws/object-reference.ts';

/** The encryption of an object: one of three ways to keep its data key, which decide what reading needs. */
export type ObjectEncryption = S3ManagedEncryption | KmsEncryption | CustomerKeyEncryption;

/** SSE-S3: the data key is wrapped under a key of S3's own. */
export interface S3ManagedEncryption {
  readonly algorithm: 'AES256';
  readonly wrapped: Uint8Array;
}

/**
 * SSE-KMS: the data key is wrapped under a KMS key.
 *
 * Differs: aws:kms:dsse keeps its name but is encrypted once, not twice.
 */
export interface KmsEncryption {
  readonly algorithm: 'aws:kms' | 'aws:kms:dsse';
  readonly keyArn: string;
  readonly bucketKeyEnabled: boolean;
  /** The encryption context that the caller sent, decoded. */
  readonly callerContext: Readonly<Record<string, string>>;
  /** The wrapped key from KMS: the data key, or, if there is an `inner`, the key that wraps it. */
  readonly wrapped: Uint8Array;
  /** A data key older than its KMS key, put under it in place by UpdateObjectEncryption. */
  readonly inner?: Uint8Array;
}

/** SSE-C: the data key is wrapped under a key that only the caller has. */
export interface CustomerKeyEncryption {
  readonly algorithm: 'SSE-C';
  /** Base64 of the MD5 of the caller's key. */
  readonly customerKeyMD5: string;
  readonly wrapped: Uint8Array;
}

/** `arn:aws:s3:::bucket/key`: what the data key of an object is bound to. */
export function objectArn(name: ObjectName): string {
  return `arn:aws:s3:::${name.Bucket}/${name.Key}`;
}

/** The members by which answers tell how an object is encrypted. */
export interface EncryptionMembers {
  ServerSideEncryption?: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  SSEKMSKeyId?: string;
  BucketKeyEnabled?: boolean;
  SSECustomerAlgorithm?: string;
  SSECustomerKeyMD5?: string;
}

/**
 * The members of answers that describe an encryption. As on S3, BucketKeyEnabled is present only if it is
 * true.
 */
export function encryptionMembers(encryption: ObjectEncryption): EncryptionMembers {
  if (encryption.algorithm === 'AES256') return { ServerSideEncryption: 'AES256' };
  if (encryption.algorithm === 'SSE-C') {
    return { SSECustomerAlgorithm: 'AES256', SSECustomerKeyMD5: encryption.customerKeyMD5 };
  }
  const members = { ServerSideEncryption: encryption.algorithm, SSEKMSKeyId: encryption.keyArn };
  return encryption.bucketKeyEnabled ? { ...members, BucketKeyEnabled: true } : members;
}
