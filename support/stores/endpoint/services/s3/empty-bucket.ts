import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';

/** Removes all objects, versions and uploads of a bucket. */
export async function emptyBucket(upstream: Upstream, Bucket: string, place: Place): Promise<void> {
  const s3 = { service: 's3', ...place } as const;
  for (;;) {
    const {
      Versions = [],
      DeleteMarkers = [],
      IsTruncated,
    } = await upstream.perform({
      ...s3,
      operation: 'ListObjectVersions',
      input: { Bucket },
    });
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0) {
      const input = { Bucket, Delete: { Objects, Quiet: true } };
      await upstream.perform({ ...s3, operation: 'DeleteObjects', input });
    }
    if (IsTruncated !== true) break;
  }
  const { Uploads = [] } = await upstream.perform({
    ...s3,
    operation: 'ListMultipartUploads',
    input: { Bucket },
  });
  for (const { Key, UploadId } of Uploads) {
    await upstream.perform({ ...s3, operation: 'AbortMultipartUpload', input: { Bucket, Key, UploadId } });
  }
}
