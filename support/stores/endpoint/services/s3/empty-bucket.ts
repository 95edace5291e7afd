import type { DeleteObjectsCommandOutput } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Ask } from '../endpoint-service.ts';

/**
 * Removes all objects, versions and uploads of a bucket. Throws ServiceUnavailable if the endpoint does not list them all, or keeps one: a
 * lock may protect it.
 */
export async function emptyBucket(ask: Ask, Bucket: string): Promise<void> {
  await removeVersions(ask, Bucket);
  await removeUploads(ask, Bucket);
}

/** True for a bucket without objects, versions and uploads. */
export async function isEmptyBucket(ask: Ask, Bucket: string): Promise<boolean> {
  const { Versions = [], DeleteMarkers = [] } = await ask('s3', 'ListObjectVersions', { Bucket, MaxKeys: 1 });
  if (Versions.length > 0 || DeleteMarkers.length > 0) return false;
  const { Uploads = [] } = await ask('s3', 'ListMultipartUploads', { Bucket, MaxUploads: 1 });
  return Uploads.length === 0;
}

/** Each page continues after the one before it, so that a version that stays is not listed for ever. */
async function removeVersions(ask: Ask, Bucket: string): Promise<void> {
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  for (;;) {
    const page = await ask('s3', 'ListObjectVersions', { Bucket, KeyMarker, VersionIdMarker });
    const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0)
      requireDeleted(Bucket, await ask('s3', 'DeleteObjects', { Bucket, Delete: { Objects, Quiet: true } }));
    if (IsTruncated !== true) return;
    requireProgress(Bucket, [KeyMarker, VersionIdMarker], [NextKeyMarker, NextVersionIdMarker]);
    KeyMarker = NextKeyMarker;
    VersionIdMarker = NextVersionIdMarker;
  }
}

/** The codes for a version that is gone already. */
const GONE: ReadonlySet<string | undefined> = new Set(['NoSuchKey', 'NoSuchVersion']);

function requireDeleted(bucket: string, { Errors = [] }: Pick<DeleteObjectsCommandOutput, 'Errors'>): void {
  const kept = Errors.find(({ Code }) => !GONE.has(Code));
  if (kept === undefined) return;
  const message = `keyhole: the store keeps ${kept.Key} in ${bucket}: ${kept.Code}`;
  throw new AwsError('ServiceUnavailable', 503, message);
}

async function removeUploads(ask: Ask, Bucket: string): Promise<void> {
  let KeyMarker: string | undefined;
  let UploadIdMarker: string | undefined;
  for (;;) {
    const page = await ask('s3', 'ListMultipartUploads', { Bucket, KeyMarker, UploadIdMarker });
    const { Uploads = [], IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
    for (const { Key, UploadId } of Uploads)
      await ask('s3', 'AbortMultipartUpload', { Bucket, Key, UploadId });
    if (IsTruncated !== true) return;
    requireProgress(Bucket, [KeyMarker, UploadIdMarker], [NextKeyMarker, NextUploadIdMarker]);
    KeyMarker = NextKeyMarker;
    UploadIdMarker = NextUploadIdMarker;
  }
}

type Markers = readonly [key: string | undefined, id: string | undefined];

function requireProgress(bucket: string, [key, id]: Markers, [nextKey, nextId]: Markers): void {
  if (nextKey !== undefined && (nextKey !== key || nextId !== id)) return;
  const message = `keyhole: the store did not give the rest of the list of what is in ${bucket}.`;
  throw new AwsError('ServiceUnavailable', 503, message);
}
