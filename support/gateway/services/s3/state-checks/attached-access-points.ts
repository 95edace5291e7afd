import { AwsError } from '../../../../aws/aws-error.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';

/**
 * Refuses to delete a bucket that has access points of its own account. Those of other accounts do not keep it. Throws AwsError
 * `BucketHasAccessPointsAttached`.
 *
 * Source: Amazon S3 API reference, "Error responses"; Amazon S3 user guide, "Deleting a general purpose bucket".
 */
export function refuseAttachedAccessPoints(
  { operation, input }: CallFacts<'s3'>,
  { surroundings }: Deciding,
): Promise<void> | undefined {
  if (operation !== 'DeleteBucket') return undefined;
  const name: unknown = Reflect.get(input, 'Bucket');
  const isAttached = surroundings.accessPoints?.some(
    ({ bucket, bucketAccount }) => bucket === name && bucketAccount === undefined,
  );
  if (isAttached !== true) return undefined;
  const message =
    'The bucket you tried to delete has access points attached. Delete your access points before deleting your bucket.';
  return Promise.reject(new AwsError('BucketHasAccessPointsAttached', 400, message));
}
