import { AwsError } from '../../../../aws/aws-error.ts';
import { checkTags } from '../../../../aws/s3-tags.ts';
import { malformedXml, notFoundInBucket, notImplemented } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/** Sets Block Public Access; what is left out is off. */
export const putPublicAccessBlock: S3Operation<'PutPublicAccessBlock'> = (input, context) => {
  const bucket = findBucket(input, context);
  const wanted = input.PublicAccessBlockConfiguration;
  if (wanted === undefined) throw malformedXml();
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

const OWNERSHIPS: readonly unknown[] = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];

/** Sets who owns what is written, and with it whether ACLs count. */
export const putBucketOwnershipControls: S3Operation<'PutBucketOwnershipControls'> = (input, context) => {
  const bucket = findBucket(input, context);
  const rules = input.OwnershipControls?.Rules ?? [];
  const ownership = rules[0]?.ObjectOwnership;
  if (rules.length !== 1 || !OWNERSHIPS.includes(ownership)) throw malformedXml();
  bucket.ownershipControls = { Rules: rules };
  return {};
};

/** Who owns what is written. Throws AwsError `OwnershipControlsNotFoundError`. */
export const getBucketOwnershipControls: S3Operation<'GetBucketOwnershipControls'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.ownershipControls) return { OwnershipControls: bucket.ownershipControls };
  const message = 'The bucket ownership controls were not found';
  throw notFoundInBucket('OwnershipControlsNotFoundError', message, bucket.name);
};

/** Back to where buckets were before Object Ownership: the writer owns, ACLs count. */
export const deleteBucketOwnershipControls: S3Operation<'DeleteBucketOwnershipControls'> = (
  input,
  context,
) => {
  findBucket(input, context).ownershipControls = undefined;
  return {};
};

/** Turns versioning on, or suspends it; off it never is again. */
export const putBucketVersioning: S3Operation<'PutBucketVersioning'> = (input, context) => {
  const bucket = findBucket(input, context);
  const { Status: status, MFADelete } = input.VersioningConfiguration ?? {};
  if (MFADelete === 'Enabled') throw notImplemented('x-amz-mfa');
  if (status === undefined) {
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      400,
      'The Versioning element must be specified',
    );
  }
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  bucket.versioning = status;
  return {};
};

/** The state of versioning: nothing at all where it was never on. */
export const getBucketVersioning: S3Operation<'GetBucketVersioning'> = (input, context) => {
  const { versioning } = findBucket(input, context);
  return versioning === undefined ? {} : { Status: versioning };
};

/** Replaces the tags of a bucket. */
export const putBucketTagging: S3Operation<'PutBucketTagging'> = (input, context) => {
  const tags = input.Tagging?.TagSet ?? [];
  checkTags(tags, 'bucket');
  findBucket(input, context).tags = tags;
  return {};
};

/** The tags of a bucket. Throws AwsError `NoSuchTagSet` where there are none. */
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
