import type { Bucket } from '../buckets/bucket.ts';
import type { CustomerKeyMembers } from '../encryption/customer-key.ts';
import { accessDenied, invalidRequest } from '../s3-errors.ts';

/** The members by which a write asks for Object Lock. */
export interface ObjectLockMembers {
  readonly ObjectLockMode?: unknown;
  readonly ObjectLockRetainUntilDate?: unknown;
  readonly ObjectLockLegalHoldStatus?: unknown;
}

/** Refuses Object Lock: no bucket here has it. */
export function refuseObjectLock(members: ObjectLockMembers): void {
  const { ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus } = members;
  if (ObjectLockMode ?? ObjectLockRetainUntilDate ?? ObjectLockLegalHoldStatus) {
    throw invalidRequest('Bucket is missing Object Lock Configuration');
  }
}

/**
 * Refuses SSE-C where the bucket's encryption configuration blocks it.
 *
 * Source: AWS S3 user guide, "Blocking or unblocking SSE-C for a general purpose bucket".
 */
export function refuseBlockedEncryption(members: CustomerKeyMembers, bucket: Bucket): void {
  if (members.SSECustomerAlgorithm === undefined && members.SSECustomerKey === undefined) return;
  const blocked = bucket.encryption.BlockedEncryptionTypes?.EncryptionType ?? [];
  if (blocked.includes('SSE-C')) throw accessDenied();
}
