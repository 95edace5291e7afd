import { AwsError } from '../../../../aws/aws-error.ts';
import type { StoredObject } from './version.ts';

/** Refuses to read archived objects: nothing is ever restored here. */
export function refuseArchived(object: StoredObject): void {
  if (!isArchived(object)) return;
  const message = "The operation is not valid for the object's storage class";
  throw new AwsError('InvalidObjectState', 403, message, { StorageClass: object.storageClass });
}

/**
 * Refuses to copy archived objects.
 *
 * Differs: the API reference of CopyObject names ObjectNotInActiveTierError; S3 was seen to answer InvalidObjectState.
 */
export function refuseArchivedSource(object: StoredObject): void {
  if (!isArchived(object)) return;
  const message = "Operation is not valid for the source object's storage class";
  throw new AwsError('InvalidObjectState', 403, message, { StorageClass: object.storageClass });
}

function isArchived(object: StoredObject): boolean {
  return object.storageClass === 'GLACIER' || object.storageClass === 'DEEP_ARCHIVE';
}
