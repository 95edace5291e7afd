import type { ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { invalidArgument, malformedXml } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { DEFAULT_ENCRYPTION } from './bucket.ts';
import { findBucket } from './find-bucket.ts';

const ALGORITHMS: readonly unknown[] = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/**
 * Sets what objects are encrypted with by default. The key is kept as it is written and looked at by nobody: S3
 * resolves it at each request, for whoever makes it.
 *
 * Source: AWS S3 API reference, PutBucketEncryption.
 */
export const putBucketEncryption: S3Operation<'PutBucketEncryption'> = (input, context) => {
  const bucket = findBucket(input, context);
  const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const [rule] = rules;
  if (rules.length !== 1 || rule === undefined) throw malformedXml();
  bucket.encryption = checkedRule(rule);
  return {};
};

function checkedRule(rule: ServerSideEncryptionRule): ServerSideEncryptionRule {
  const byDefault =
    rule.ApplyServerSideEncryptionByDefault ?? DEFAULT_ENCRYPTION.ApplyServerSideEncryptionByDefault;
  if (rule.ApplyServerSideEncryptionByDefault === undefined && rule.BlockedEncryptionTypes === undefined) {
    throw malformedXml();
  }
  if (byDefault === undefined || !ALGORITHMS.includes(byDefault.SSEAlgorithm)) throw malformedXml();
  if (byDefault.SSEAlgorithm === 'AES256' && byDefault.KMSMasterKeyID !== undefined) {
    throw invalidArgument(
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
      'ApplyServerSideEncryptionByDefault',
    );
  }
  const kept = {
    ApplyServerSideEncryptionByDefault: byDefault,
    BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
  };
  const { BlockedEncryptionTypes } = rule;
  return BlockedEncryptionTypes === undefined ? kept : { ...kept, BlockedEncryptionTypes };
}

/** What objects are encrypted with by default. */
export const getBucketEncryption: S3Operation<'GetBucketEncryption'> = (input, context) => ({
  ServerSideEncryptionConfiguration: { Rules: [findBucket(input, context).encryption] },
});

/** Back to SSE-S3: since January 2023 there is no unencrypted object. */
export const deleteBucketEncryption: S3Operation<'DeleteBucketEncryption'> = (input, context) => {
  findBucket(input, context).encryption = DEFAULT_ENCRYPTION;
  return {};
};
