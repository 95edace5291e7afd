import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import { accessDenied } from '../s3-errors.ts';
import type { S3Context } from '../s3-operation.ts';
import type { Bucket } from './bucket.ts';

/** How requests name a bucket, and whose they think it is. */
export interface BucketRequest {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * The bucket of a request. Throws AwsError: `NoSuchBucket`, and `AccessDenied` where it belongs to another account
 * than x-amz-expected-bucket-owner says.
 */
export function findBucket(request: BucketRequest, context: S3Context): Bucket {
  const name = request.Bucket ?? '';
  const bucket = context.state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  checkBucketOwner(bucket, request.ExpectedBucketOwner);
  return bucket;
}

/** Refuses a bucket of another account than expected. */
export function checkBucketOwner(bucket: Bucket, expected: string | undefined): void {
  if (expected !== undefined && expected !== bucket.owner) throw accessDenied();
}

/**
 * Refuses to go on with a bucket that went while a body was read, though there be another of its name by now: what was
 * decided was decided about this one.
 */
export function checkBucketRemains(bucket: Bucket, context: S3Context): void {
  if (context.state.buckets.get(bucket.name) !== bucket) throw noSuchBucket(bucket.name);
}
