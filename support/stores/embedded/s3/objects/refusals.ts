import { AwsError } from '../../../../aws/aws-error.ts';
import type { StoredObject } from './version.ts';

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
