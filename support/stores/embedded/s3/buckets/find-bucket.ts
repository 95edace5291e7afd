import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import { requireReplaceable } from '../require-conditions.ts';
import type { S3Context } from '../s3-operation.ts';
import type { Bucket } from './bucket.ts';

/** How requests name a bucket. */
export interface BucketRequest {
  readonly Bucket?: string | undefined;
}

/** The bucket of a request. Throws AwsError `NoSuchBucket`. */
export function findBucket(request: BucketRequest, context: S3Context): Bucket {
  const name = request.Bucket ?? '';
  const bucket = context.state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  return bucket;
}

/**
 * Refuses to go on with a bucket that was deleted while a body was read. The call was decided on the deleted
 * bucket, even if another has its name now. Throws AwsError `NoSuchBucket`.
 */
export function checkBucketRemains(bucket: Bucket, context: S3Context): void {
  if (context.state.buckets.get(bucket.name) !== bucket) throw noSuchBucket(bucket.name);
}

/**
 * Refuses to replace what another account owns by then, if the call was not decided on that; else as {@link checkBucketRemains}.
 * Throws StaleDecisionError.
 */
export function checkReplaceable(bucket: Bucket, context: S3Context): void {
  checkBucketRemains(bucket, context);
  requireReplaceable(context.state, context.conditions);
}
