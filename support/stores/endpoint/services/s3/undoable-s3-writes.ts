import type { Operation } from '../../../../aws/operations.ts';
import { namesIn, type Remember } from '../endpoint-service.ts';
import { orNone } from '../or-none.ts';

/** The documents that a write to S3 replaces whole, each with the way to restore it. */
export function undoableS3Write(
  operation: Operation,
): readonly [what: string, remember: Remember] | undefined {
  switch (operation) {
    case 'PutBucketPolicy':
    case 'DeleteBucketPolicy':
      return ['bucket policy', bucketPolicy];
    case 'PutBucketEncryption':
    case 'DeleteBucketEncryption':
      return ['bucket encryption', bucketEncryption];
    case 'PutPublicAccessBlock':
    case 'DeletePublicAccessBlock':
      return ['public access block', publicAccessBlock];
    case 'PutBucketTagging':
    case 'DeleteBucketTagging':
      return ['bucket tags', bucketTags];
    case 'PutBucketAcl':
      return ['bucket ACL', bucketAcl];
    default:
      return undefined;
  }
}

const bucketPolicy: Remember = async (ask, input) => {
  const { Bucket } = namesIn(input, 'Bucket');
  const { Policy } = await orNone(ask('s3', 'GetBucketPolicy', { Bucket }));
  return () =>
    Policy === undefined
      ? ask('s3', 'DeleteBucketPolicy', { Bucket })
      : ask('s3', 'PutBucketPolicy', { Bucket, Policy });
};

const bucketEncryption: Remember = async (ask, input) => {
  const { Bucket } = namesIn(input, 'Bucket');
  const { ServerSideEncryptionConfiguration } = await orNone(ask('s3', 'GetBucketEncryption', { Bucket }));
  return () =>
    ServerSideEncryptionConfiguration === undefined
      ? ask('s3', 'DeleteBucketEncryption', { Bucket })
      : ask('s3', 'PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration });
};

const publicAccessBlock: Remember = async (ask, input) => {
  const { Bucket } = namesIn(input, 'Bucket');
  const { PublicAccessBlockConfiguration } = await orNone(ask('s3', 'GetPublicAccessBlock', { Bucket }));
  return () =>
    PublicAccessBlockConfiguration === undefined
      ? ask('s3', 'DeletePublicAccessBlock', { Bucket })
      : ask('s3', 'PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration });
};

const bucketTags: Remember = async (ask, input) => {
  const { Bucket } = namesIn(input, 'Bucket');
  const { TagSet } = await orNone(ask('s3', 'GetBucketTagging', { Bucket }));
  return () =>
    TagSet === undefined
      ? ask('s3', 'DeleteBucketTagging', { Bucket })
      : ask('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet } });
};

const bucketAcl: Remember = async (ask, input) => {
  const { Bucket } = namesIn(input, 'Bucket');
  const { Owner, Grants } = await ask('s3', 'GetBucketAcl', { Bucket });
  return () => ask('s3', 'PutBucketAcl', { Bucket, AccessControlPolicy: { Owner, Grants } });
};
