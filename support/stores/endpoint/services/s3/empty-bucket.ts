import type { Ask } from '../endpoint-service.ts';

/** Removes all objects, versions and uploads of a bucket. */
export async function emptyBucket(ask: Ask, Bucket: string): Promise<void> {
  for (;;) {
    const listed = await ask('s3', 'ListObjectVersions', { Bucket });
    const { Versions = [], DeleteMarkers = [], IsTruncated } = listed;
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0) await ask('s3', 'DeleteObjects', { Bucket, Delete: { Objects, Quiet: true } });
    if (IsTruncated !== true) break;
  }
  const { Uploads = [] } = await ask('s3', 'ListMultipartUploads', { Bucket });
  for (const { Key, UploadId } of Uploads) await ask('s3', 'AbortMultipartUpload', { Bucket, Key, UploadId });
}
