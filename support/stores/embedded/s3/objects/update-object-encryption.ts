import { findBucket } from '../buckets/find-bucket.ts';
import { rewrapDataKey } from '../encryption/rewrap-data-key.ts';
import type { S3Operation } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { findObject, replaceVersion } from './history.ts';

/**
 * Puts an object's data key under another KMS key in place. Bytes, ETag, dates and all else stay.
 *
 * Differs: keys of the bucket owner's account only; AWS Support can arrange for others of the organization.
 *
 * Source: Amazon S3 API reference, UpdateObjectEncryption.
 */
export const updateObjectEncryption: S3Operation<'UpdateObjectEncryption'> = (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const { KMSKeyArn: keyArn = '', BucketKeyEnabled = false } = input.ObjectEncryption?.SSEKMS ?? {};
  const object = findObject(bucket, { key, versionId: input.VersionId, method: 'PUT' });
  const wanted = { keyArn, bucketKeyEnabled: BucketKeyEnabled };
  const name = { Bucket: bucket.name, Key: key };
  const encryption = rewrapDataKey({ from: object.encryption, to: wanted, name }, context);
  replaceVersion(bucket, key, { ...object, encryption });
  return {};
};
