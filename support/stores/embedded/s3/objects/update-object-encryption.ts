import { AwsError } from '../../../../aws/aws-error.ts';
import type { Bucket } from '../buckets/bucket.ts';
import { findBucket } from '../buckets/find-bucket.ts';
import type { ObjectEncryption } from '../encryption/object-encryption.ts';
import { rewrapDataKey } from '../encryption/rewrap-data-key.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Input, S3Operation } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { findObject, replaceVersion } from './history.ts';

/**
 * Puts an object's data key under another KMS key in place: bytes, ETag, dates and all else stay.
 *
 * Differs: keys of the bucket owner's account only; AWS Support can arrange for others of the organization.
 *
 * Source: Amazon S3 API reference, UpdateObjectEncryption.
 */
export const updateObjectEncryption: S3Operation<'UpdateObjectEncryption'> = (input, context) => {
  const bucket = findBucket(input, context);
  const key = keyOf(input);
  const wanted = wantedKey(input, bucket);
  const object = findObject(bucket, { key, versionId: input.VersionId, method: 'PUT' });
  refuseUnsupportedSource(object.encryption);
  const name = { bucket: bucket.name, key };
  const encryption = rewrapDataKey({ from: object.encryption, to: wanted, name }, context);
  replaceVersion(bucket, key, { ...object, encryption });
  return {};
};

function refuseUnsupportedSource(encryption: ObjectEncryption): void {
  if (encryption.algorithm === 'AES256' || encryption.algorithm === 'aws:kms') return;
  throw invalidRequest(
    "The UpdateObjectEncryption operation doesn't support source objects with the encryption type DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are supported.",
  );
}

const KEY_ARN = /^arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:([0-9]{12}):key\/.+$/;

function wantedKey(input: S3Input<'UpdateObjectEncryption'>, bucket: Bucket) {
  const wanted = input.ObjectEncryption?.SSEKMS;
  if (wanted === undefined) {
    throw invalidRequest(
      'Requests that modify an object encryption configuration require a valid new encryption type. Valid values are SSEKMS. Modify the request to specify SSE-KMS for the updated encryption type, and then try again.',
    );
  }
  const keyArn = wanted.KMSKeyArn;
  if (!keyArn) {
    throw invalidRequest(
      "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key Amazon Resource Name (ARN). Modify the request to specify a KMS key ARN, and then try again.",
    );
  }
  const account = KEY_ARN.exec(keyArn)?.[1];
  if (account === undefined) {
    throw invalidRequest(
      "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key Amazon Resource Name (ARN). Confirm that you have a correctly formatted KMS key ARN in your request, and then try again.",
    );
  }
  if (account !== bucket.owner) {
    throw new AwsError(
      'AccessDenied',
      403,
      'The AWS KMS key in the request must be owned by the same account as the bucket. Modify the request to specify a KMS key from the same account, and then try again.',
    );
  }
  return { keyArn, bucketKeyEnabled: wanted.BucketKeyEnabled === true };
}
