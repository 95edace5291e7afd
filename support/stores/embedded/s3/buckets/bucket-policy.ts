import { AwsError } from '../../../../aws/aws-error.ts';
import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import type { Bucket } from './bucket.ts';
import { findBucket } from './find-bucket.ts';

/** Keeps a bucket policy byte for byte. */
export const putBucketPolicy: S3Operation<'PutBucketPolicy'> = (input, context) => {
  findBucket(input, context).policy = input.Policy ?? '';
  return {};
};

/** The bucket policy as it was put. Throws AwsError `NoSuchBucketPolicy`. */
export const getBucketPolicy: S3Operation<'GetBucketPolicy'> = (input, context) => ({
  Policy: policyOf(findBucket(input, context)),
});

/** Removes the bucket policy, if there is one. */
export const deleteBucketPolicy: S3Operation<'DeleteBucketPolicy'> = (input, context) => {
  findBucket(input, context).policy = undefined;
  return {};
};

/**
 * Tells if the bucket policy is public. Throws AwsError `NoSuchBucketPolicy`; `NotImplemented` without a judge of
 * policies.
 */
export const getBucketPolicyStatus: S3Operation<'GetBucketPolicyStatus'> = (input, context) => {
  const { isPublic } = context;
  if (isPublic === undefined) {
    throw new AwsError(
      'NotImplemented',
      501,
      "keyhole's embedded store does not implement s3:GetBucketPolicyStatus.",
    );
  }
  return { PolicyStatus: { IsPublic: isPublic(policyOf(findBucket(input, context))) } };
};

function policyOf(bucket: Bucket): string {
  if (bucket.policy !== undefined) return bucket.policy;
  throw notFoundInBucket('NoSuchBucketPolicy', 'The bucket policy does not exist', bucket.name);
}
