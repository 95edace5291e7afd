import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Reads of configurations that clients ask for routinely, and that no bucket here has. They cannot be set,
 * because the features behind them (websites, replication, notifications) do not exist. A write without an
 * effect would be a lie.
 */

/** Throws AwsError `NoSuchWebsiteConfiguration`. */
export const getBucketWebsite: S3Operation<'GetBucketWebsite'> = (input, context) => {
  const { name } = findBucket(input, context);
  const message = 'The specified bucket does not have a website configuration';
  throw notFoundInBucket('NoSuchWebsiteConfiguration', message, name);
};

/** Throws AwsError `ReplicationConfigurationNotFoundError`. */
export const getBucketReplication: S3Operation<'GetBucketReplication'> = (input, context) => {
  const { name } = findBucket(input, context);
  const message = 'The replication configuration was not found';
  throw notFoundInBucket('ReplicationConfigurationNotFoundError', message, name);
};

/** Throws AwsError `ObjectLockConfigurationNotFoundError`. */
export const getObjectLockConfiguration: S3Operation<'GetObjectLockConfiguration'> = (input, context) => {
  const { name } = findBucket(input, context);
  const message = 'Object Lock configuration does not exist for this bucket';
  throw notFoundInBucket('ObjectLockConfigurationNotFoundError', message, name);
};

/** No access log. */
export const getBucketLogging: S3Operation<'GetBucketLogging'> = (input, context) => {
  findBucket(input, context);
  return {};
};

/** An empty configuration: no notifications. */
export const getBucketNotificationConfiguration: S3Operation<'GetBucketNotificationConfiguration'> = (
  input,
  context,
) => {
  findBucket(input, context);
  return {};
};

/** Never accelerated. */
export const getBucketAccelerateConfiguration: S3Operation<'GetBucketAccelerateConfiguration'> = (
  input,
  context,
) => {
  findBucket(input, context);
  return {};
};

/** The bucket owner pays. */
export const getBucketRequestPayment: S3Operation<'GetBucketRequestPayment'> = (input, context) => {
  findBucket(input, context);
  return { Payer: 'BucketOwner' };
};

/** Tags of a bucket count in policies only if the bucket enables that, which no bucket here can. */
export const getBucketAbac: S3Operation<'GetBucketAbac'> = (input, context) => {
  findBucket(input, context);
  return { AbacStatus: { Status: 'Disabled' } };
};
