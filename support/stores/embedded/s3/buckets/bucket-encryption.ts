import type { S3Operation } from '../s3-operation.ts';
import { DEFAULT_ENCRYPTION } from './bucket.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Sets the default encryption of objects. The key is kept as it is written: S3 resolves it at each request, for the
 * requester.
 *
 * Source: Amazon S3 API reference, PutBucketEncryption.
 */
export const putBucketEncryption: S3Operation<'PutBucketEncryption'> = (input, context) => {
  const bucket = findBucket(input, context);
  const [rule = {}] = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  bucket.encryption = {
    ...DEFAULT_ENCRYPTION,
    ...rule,
    BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
  };
  return {};
};

/** The default encryption of objects. */
export const getBucketEncryption: S3Operation<'GetBucketEncryption'> = (input, context) => ({
  ServerSideEncryptionConfiguration: { Rules: [findBucket(input, context).encryption] },
});

/** Sets the default encryption back to SSE-S3: since January 2023 S3 encrypts every object. */
export const deleteBucketEncryption: S3Operation<'DeleteBucketEncryption'> = (input, context) => {
  findBucket(input, context).encryption = DEFAULT_ENCRYPTION;
  return {};
};
