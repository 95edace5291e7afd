import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import { releaseUpload } from '../multipart/upload.ts';
import { ownerOf } from '../owner.ts';
import type { S3Input, S3Operation } from '../s3-operation.ts';
import { type Bucket, bucketArn } from './bucket.ts';
import { findBucket } from './find-bucket.ts';

/** Removes a bucket that holds no version of anything; unfinished uploads go with it. */
export const deleteBucket: S3Operation<'DeleteBucket'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.objects.size > 0) {
    const message =
      bucket.versioning === undefined
        ? 'The bucket you tried to delete is not empty'
        : 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
    throw new AwsError('BucketNotEmpty', 409, message, { BucketName: bucket.name });
  }
  for (const upload of bucket.uploads.values()) releaseUpload(upload);
  context.state.buckets.delete(bucket.name);
  return {};
};

/** The Region of an existing bucket. */
export const headBucket: S3Operation<'HeadBucket'> = (input, context) => {
  const bucket = findBucket(input, context);
  return { BucketRegion: bucket.region, BucketArn: bucketArn(bucket), AccessPointAlias: false };
};

/** The location constraint of a bucket: empty for us-east-1. */
export const getBucketLocation: S3Operation<'GetBucketLocation'> = (input, context) => {
  const { region, constraint: older } = findBucket(input, context);
  if (older !== undefined) return { LocationConstraint: older };
  if (region === 'us-east-1') return {};
  const constraint = Object.values(BucketLocationConstraint).find((known) => known === region);
  return constraint === undefined ? {} : { LocationConstraint: constraint };
};

const MOST_BUCKETS = 10_000;

/** The buckets of the caller's account, by name, a page at a time if one is asked for. */
export const listBuckets: S3Operation<'ListBuckets'> = (input, context) => {
  const most = input.MaxBuckets ?? MOST_BUCKETS;
  const after = input.ContinuationToken ?? '';
  const found = [...context.state.buckets.values()]
    .filter((bucket) => bucket.owner === context.account && isAskedFor(bucket, input) && bucket.name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = found.slice(0, most);
  const asked = [input.MaxBuckets, input.ContinuationToken, input.Prefix, input.BucketRegion];
  const tellRegion = asked.some((parameter) => parameter !== undefined);
  const last = page.at(-1);
  return {
    Buckets: page.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.created,
      ...(tellRegion && { BucketRegion: bucket.region, BucketArn: bucketArn(bucket) }),
    })),
    Owner: ownerOf(context.account),
    ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
    ...(last && found.length > page.length && { ContinuationToken: last.name }),
  };
};

function isAskedFor(bucket: Bucket, input: S3Input<'ListBuckets'>): boolean {
  if (input.BucketRegion !== undefined && bucket.region !== input.BucketRegion) return false;
  return bucket.name.startsWith(input.Prefix ?? '');
}
