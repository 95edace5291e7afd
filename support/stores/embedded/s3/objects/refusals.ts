import { AwsError } from '../../../../aws/aws-error.ts';
import type { Bucket } from '../buckets/bucket.ts';
import type { CustomerKeyMembers } from '../encryption/customer-key.ts';
import { accessDenied, invalidRequest, notImplemented } from '../s3-errors.ts';
import type { StoredObject } from './version.ts';

/** The members by which a write asks for what there is not. */
export interface UnsupportedMembers {
  readonly WriteOffsetBytes?: number | undefined;
  readonly ObjectLockMode?: unknown;
  readonly ObjectLockRetainUntilDate?: unknown;
  readonly ObjectLockLegalHoldStatus?: unknown;
}

/** Refuses what no bucket here has: Object Lock, and appending, which is for directory buckets. */
export function refuseUnsupported(members: UnsupportedMembers): void {
  if (members.WriteOffsetBytes !== undefined) throw notImplemented('x-amz-write-offset-bytes');
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

/** Refuses to read what is archived: nothing here is ever restored. */
export function refuseArchived(object: StoredObject): void {
  if (!isArchived(object)) return;
  const message = "The operation is not valid for the object's storage class";
  throw new AwsError('InvalidObjectState', 403, message, { StorageClass: object.storageClass });
}

/** Refuses to copy what is archived. */
export function refuseArchivedSource(object: StoredObject): void {
  if (!isArchived(object)) return;
  throw new AwsError(
    'ObjectNotInActiveTierError',
    403,
    'The source object of the COPY operation is not in the active tier and is only stored in Amazon Glacier.',
  );
}

function isArchived(object: StoredObject): boolean {
  return object.storageClass === 'GLACIER' || object.storageClass === 'DEEP_ARCHIVE';
}
