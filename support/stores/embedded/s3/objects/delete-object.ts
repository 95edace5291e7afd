import { etagMatches } from '../../../../aws/entity-tags.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import { writerOf } from '../owner.ts';
import { noSuchKey, preconditionFailed } from '../s3-errors.ts';
import type { S3Context, S3Operation } from '../s3-operation.ts';
import { thisSecond } from '../this-second.ts';
import { keyOf } from './content-headers.ts';
import { addVersion, currentVersion, removeVersion } from './history.ts';
import { checkVersionId, invalidVersionId } from './version-id.ts';

/** The result of a deletion, in the members of DeleteObject's answer. */
export interface Deletion {
  readonly DeleteMarker?: true;
  readonly VersionId?: string;
}

/** The version to be deleted, and the condition. */
export interface DeletionRequest {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly ifMatch: string | undefined;
}

/** Deletes a version for good, or, with versioning, adds a delete marker for the key. */
export const deleteObject: S3Operation<'DeleteObject'> = (input, context) => {
  const bucket = findBucket(input, context);
  return deleteKey(
    bucket,
    {
      key: keyOf(input),
      versionId: input.VersionId,
      ifMatch: input.IfMatch,
    },
    context,
  );
};

/**
 * Deletes as asked; a version that is deleted already counts as deleted. Throws AwsError `InvalidArgument`, and under a condition
 * `PreconditionFailed`, `NoSuchKey`. The gateway refuses to delete a version under a lock.
 *
 * Source: Amazon S3 user guide, "Deleting object versions from a versioning-enabled bucket".
 */
export function deleteKey(bucket: Bucket, request: DeletionRequest, context: S3Context): Deletion {
  const { key, versionId } = request;
  checkVersionId(versionId, bucket);
  checkDeleteCondition(bucket, request);
  if (versionId !== undefined) {
    const removed = removeVersion(bucket, key, versionId);
    if (removed === undefined && versionId !== 'null' && !context.state.versionIds.isOwn(versionId))
      throw invalidVersionId(versionId);
    const versioned = bucket.versioning !== undefined || versionId !== 'null';
    return {
      ...(removed?.kind === 'delete-marker' && { DeleteMarker: true }),
      ...(versioned && { VersionId: versionId }),
    };
  }
  if (bucket.versioning === undefined) {
    removeVersion(bucket, key, 'null');
    return {};
  }
  const marker = { kind: 'delete-marker', lastModified: thisSecond(), owner: writerOf(context) } as const;
  return { DeleteMarker: true, VersionId: addVersion(bucket, key, marker, context.state) };
}

/**
 * A condition is about the current version.
 *
 * Source: Amazon S3 user guide, "How to perform conditional deletes".
 */
function checkDeleteCondition(bucket: Bucket, request: DeletionRequest): void {
  if (request.ifMatch === undefined) return;
  const current = currentVersion(bucket, request.key);
  if (current === undefined) throw noSuchKey(request.key);
  if (current.kind === 'delete-marker' || !etagMatches(request.ifMatch, current.etag)) {
    throw preconditionFailed('If-Match');
  }
}
