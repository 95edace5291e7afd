import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Configurations that a bucket keeps, and that have no effect here.
 *
 * Differs: nothing serves a website, writes access logs or accelerates transfers.
 */

/** Keeps the website configuration of a bucket. */
export const putBucketWebsite: S3Operation<'PutBucketWebsite'> = (input, context) => {
  findBucket(input, context).website = input.WebsiteConfiguration;
  return {};
};

/** The website configuration. Throws AwsError `NoSuchWebsiteConfiguration`. */
export const getBucketWebsite: S3Operation<'GetBucketWebsite'> = (input, context) => {
  const { name, website } = findBucket(input, context);
  if (website !== undefined) return website;
  const message = 'The specified bucket does not have a website configuration';
  throw notFoundInBucket('NoSuchWebsiteConfiguration', message, name);
};

/** Removes the website configuration. */
export const deleteBucketWebsite: S3Operation<'DeleteBucketWebsite'> = (input, context) => {
  findBucket(input, context).website = undefined;
  return {};
};

/** No bucket replicates. Throws AwsError `ReplicationConfigurationNotFoundError`. */
export const getBucketReplication: S3Operation<'GetBucketReplication'> = (input, context) => {
  const { name } = findBucket(input, context);
  const message = 'The replication configuration was not found';
  throw notFoundInBucket('ReplicationConfigurationNotFoundError', message, name);
};

/** Keeps where access logs go; without a place, logging is off. */
export const putBucketLogging: S3Operation<'PutBucketLogging'> = (input, context) => {
  findBucket(input, context).logging = input.BucketLoggingStatus?.LoggingEnabled;
  return {};
};

/** Where access logs go; empty if logging is off. */
export const getBucketLogging: S3Operation<'GetBucketLogging'> = (input, context) => {
  const { logging } = findBucket(input, context);
  return logging === undefined ? {} : { LoggingEnabled: logging };
};

/** An empty configuration: no bucket sends notifications. */
export const getBucketNotificationConfiguration: S3Operation<'GetBucketNotificationConfiguration'> = (
  input,
  context,
) => {
  findBucket(input, context);
  return {};
};

/** Enables or suspends Transfer Acceleration. */
export const putBucketAccelerateConfiguration: S3Operation<'PutBucketAccelerateConfiguration'> = (
  input,
  context,
) => {
  findBucket(input, context).acceleration = input.AccelerateConfiguration?.Status;
  return {};
};

/** The state of Transfer Acceleration; empty if it was never on. */
export const getBucketAccelerateConfiguration: S3Operation<'GetBucketAccelerateConfiguration'> = (
  input,
  context,
) => {
  const { acceleration } = findBucket(input, context);
  return acceleration === undefined ? {} : { Status: acceleration };
};

/** Sets who pays for requests. The gateway refuses requests of others that do not agree to pay. */
export const putBucketRequestPayment: S3Operation<'PutBucketRequestPayment'> = (input, context) => {
  findBucket(input, context).payer = input.RequestPaymentConfiguration?.Payer;
  return {};
};

/** The one who pays for requests: the bucket owner, unless the requester does. */
export const getBucketRequestPayment: S3Operation<'GetBucketRequestPayment'> = (input, context) => {
  return { Payer: findBucket(input, context).payer ?? 'BucketOwner' };
};
