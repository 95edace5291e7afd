import type { _Error, DeletedObject, ObjectIdentifier } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { noSuchVersion } from '../s3-errors.ts';
import type { S3Context, S3Operation } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { deleteKey } from './delete-object.ts';

/** Deletes up to 1,000 keys independently, and lists the failures. */
export const deleteObjects: S3Operation<'DeleteObjects'> = (input, context) => {
  const bucket = findBucket(input, context);
  const objects = input.Delete?.Objects ?? [];
  const Deleted: DeletedObject[] = [];
  const Errors: _Error[] = [];
  for (const object of objects) {
    const error = tryToDelete(bucket, object, context);
    if ('Code' in error) Errors.push(error);
    else if (input.Delete?.Quiet !== true) Deleted.push(error);
  }
  return { ...(Deleted.length > 0 && { Deleted }), ...(Errors.length > 0 && { Errors }) };
};

function tryToDelete(bucket: Bucket, object: ObjectIdentifier, context: S3Context): DeletedObject | _Error {
  const named = {
    Key: object.Key ?? '',
    ...(object.VersionId !== undefined && { VersionId: object.VersionId }),
  };
  try {
    const { VersionId: versionId, ETag: ifMatch } = object;
    const request = { key: keyOf(object), versionId, ifMatch };
    const deletion = deleteKey(bucket, request, context);
    if (deletion.DeleteMarker === undefined || deletion.VersionId === undefined) return named;
    return { ...named, DeleteMarker: true, DeleteMarkerVersionId: deletion.VersionId };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isVersion = error.code === 'InvalidArgument' && object.VersionId !== undefined;
    const { code, message } = isVersion ? noSuchVersion(named.Key, object.VersionId ?? '') : error;
    return { ...named, Code: code, Message: message };
  }
}
