import { AwsError } from '../../../../aws/aws-error.ts';
import { notImplemented } from '../../../../aws/not-implemented.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

/**
 * Refuses to delete a bucket that has access points. Throws AwsError `BucketHasAccessPointsAttached`.
 *
 * Source: Amazon S3 API reference, "Error responses".
 * Undocumented: whether access points of other accounts keep a bucket from being deleted.
 */
export function refuseAttachedAccessPoints(
  { operation, input }: CallFacts<'s3'>,
  { surroundings }: Deciding,
): Promise<void> | undefined {
  if (operation !== 'DeleteBucket') return undefined;
  const name: unknown = Reflect.get(input, 'Bucket');
  const attached = surroundings.accessPoints?.filter(({ bucket }) => bucket === name) ?? [];
  if (attached.length === 0) return undefined;
  if (attached.every(({ bucketAccount }) => bucketAccount !== undefined))
    return Promise.reject(
      notImplemented('DeleteBucket of a bucket that only access points of other accounts have'),
    );
  const message =
    'The bucket you tried to delete has access points attached. Delete your access points before deleting your bucket.';
  return Promise.reject(new AwsError('BucketHasAccessPointsAttached', 400, message));
}
