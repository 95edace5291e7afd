import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/** Sets Object Lock, which a bucket keeps for good, and the default retention of new objects. */
export const putObjectLockConfiguration: S3Operation<'PutObjectLockConfiguration'> = (input, context) => {
  findBucket(input, context).objectLock = {
    ...input.ObjectLockConfiguration,
    ObjectLockEnabled: 'Enabled',
  };
  return {};
};

/** Object Lock. Throws AwsError `ObjectLockConfigurationNotFoundError`. */
export const getObjectLockConfiguration: S3Operation<'GetObjectLockConfiguration'> = (input, context) => {
  const { name, objectLock } = findBucket(input, context);
  if (objectLock !== undefined) return { ObjectLockConfiguration: objectLock };
  const message = 'Object Lock configuration does not exist for this bucket';
  throw notFoundInBucket('ObjectLockConfigurationNotFoundError', message, name);
};
