import { randomUUID } from 'node:crypto';
import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { DEFAULT_MINIMUM_SIZE } from './bucket.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Keeps the lifecycle rules of a bucket; a rule without an id is given one.
 *
 * Differs: nothing ever expires or moves to another storage class; stores do not live that long.
 */
export const putBucketLifecycleConfiguration: S3Operation<'PutBucketLifecycleConfiguration'> = (
  input,
  context,
) => {
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  const bucket = findBucket(input, context);
  bucket.lifecycleRules = rules.map((rule) => ({ ...rule, ID: rule.ID || randomUUID() }));
  bucket.transitionMinimumSize = input.TransitionDefaultMinimumObjectSize ?? DEFAULT_MINIMUM_SIZE;
  return { TransitionDefaultMinimumObjectSize: bucket.transitionMinimumSize };
};

/** The lifecycle rules of a bucket. Throws AwsError `NoSuchLifecycleConfiguration`. */
export const getBucketLifecycleConfiguration: S3Operation<'GetBucketLifecycleConfiguration'> = (
  input,
  context,
) => {
  const { name, lifecycleRules, transitionMinimumSize } = findBucket(input, context);
  if (lifecycleRules.length > 0) {
    return { Rules: [...lifecycleRules], TransitionDefaultMinimumObjectSize: transitionMinimumSize };
  }
  const message = 'The lifecycle configuration does not exist';
  throw notFoundInBucket('NoSuchLifecycleConfiguration', message, name);
};

/** Removes the lifecycle rules of a bucket. */
export const deleteBucketLifecycle: S3Operation<'DeleteBucketLifecycle'> = (input, context) => {
  findBucket(input, context).lifecycleRules = [];
  return {};
};
