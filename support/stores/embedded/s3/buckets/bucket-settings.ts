import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/** Sets Block Public Access; a setting that is left out is off. */
export const putPublicAccessBlock: S3Operation<'PutPublicAccessBlock'> = (input, context) => {
  const bucket = findBucket(input, context);
  const wanted = input.PublicAccessBlockConfiguration ?? {};
  bucket.publicAccessBlock = {
    BlockPublicAcls: wanted.BlockPublicAcls ?? false,
    IgnorePublicAcls: wanted.IgnorePublicAcls ?? false,
    BlockPublicPolicy: wanted.BlockPublicPolicy ?? false,
    RestrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
  };
  return {};
};

/** Block Public Access. Throws AwsError `NoSuchPublicAccessBlockConfiguration`. */
export const getPublicAccessBlock: S3Operation<'GetPublicAccessBlock'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.publicAccessBlock) return { PublicAccessBlockConfiguration: bucket.publicAccessBlock };
  const message = 'The public access block configuration was not found';
  throw notFoundInBucket('NoSuchPublicAccessBlockConfiguration', message, bucket.name);
};

/** Turns Block Public Access off. */
export const deletePublicAccessBlock: S3Operation<'DeletePublicAccessBlock'> = (input, context) => {
  findBucket(input, context).publicAccessBlock = undefined;
  return {};
};

/** Sets Object Ownership, which also decides whether ACLs count. */
export const putBucketOwnershipControls: S3Operation<'PutBucketOwnershipControls'> = (input, context) => {
  const bucket = findBucket(input, context);
  bucket.ownershipControls = input.OwnershipControls;
  return {};
};

/** The Object Ownership of a bucket. Throws AwsError `OwnershipControlsNotFoundError`. */
export const getBucketOwnershipControls: S3Operation<'GetBucketOwnershipControls'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.ownershipControls) return { OwnershipControls: bucket.ownershipControls };
  const message = 'The bucket ownership controls were not found';
  throw notFoundInBucket('OwnershipControlsNotFoundError', message, bucket.name);
};

/** Removes Object Ownership: then the writer owns an object, and ACLs count. */
export const deleteBucketOwnershipControls: S3Operation<'DeleteBucketOwnershipControls'> = (
  input,
  context,
) => {
  findBucket(input, context).ownershipControls = undefined;
  return {};
};

/** Enables or suspends versioning; it can never be removed again. */
export const putBucketVersioning: S3Operation<'PutBucketVersioning'> = (input, context) => {
  const bucket = findBucket(input, context);
  bucket.versioning = input.VersioningConfiguration?.Status;
  return {};
};

/** The state of versioning; empty if it was never on. */
export const getBucketVersioning: S3Operation<'GetBucketVersioning'> = (input, context) => {
  const { versioning } = findBucket(input, context);
  return versioning === undefined ? {} : { Status: versioning };
};

/** Replaces the tags of a bucket. */
export const putBucketTagging: S3Operation<'PutBucketTagging'> = (input, context) => {
  findBucket(input, context).tags = input.Tagging?.TagSet ?? [];
  return {};
};

/** The tags of a bucket. Throws AwsError `NoSuchTagSet` if there are none. */
export const getBucketTagging: S3Operation<'GetBucketTagging'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.tags.length > 0) return { TagSet: [...bucket.tags] };
  throw notFoundInBucket('NoSuchTagSet', 'The TagSet does not exist', bucket.name);
};

/** Removes the tags of a bucket. */
export const deleteBucketTagging: S3Operation<'DeleteBucketTagging'> = (input, context) => {
  findBucket(input, context).tags = [];
  return {};
};
