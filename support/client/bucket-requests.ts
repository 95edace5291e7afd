import {
  type BucketCannedACL,
  DeletePublicAccessBlockCommand,
  GetBucketEncryptionCommand,
  ListObjectsV2Command,
  PutBucketAbacCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AnswerParts } from './answer-parts.ts';
import { defaultEncryption } from './default-encryption.ts';

/** ListObjectsV2: returns names and sizes. */
export async function listObjects(s3: S3Client, bucket: string): Promise<AnswerParts> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return { listing: new Map(Contents.map(({ Key = '', Size = 0 }) => [Key, Size])) };
}

/** PutBucketAcl with a canned ACL. */
export async function putBucketAcl(s3: S3Client, bucket: string, acl: BucketCannedACL): Promise<AnswerParts> {
  await s3.send(new PutBucketAclCommand({ Bucket: bucket, ACL: acl }));
  return {};
}

/** PutBucketAbac: has the tags of the bucket count in policies. */
export async function enableAbac(s3: S3Client, bucket: string): Promise<AnswerParts> {
  await s3.send(new PutBucketAbacCommand({ Bucket: bucket, AbacStatus: { Status: 'Enabled' } }));
  return {};
}

/** PutBucketPolicy. */
export async function putBucketPolicy(s3: S3Client, bucket: string, policy: string): Promise<AnswerParts> {
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
  return {};
}

/** PutBucketEncryption with `AES256`, `aws:kms` or a reference to a key, passed on exactly as written. */
export async function putDefaultEncryption(
  s3: S3Client,
  bucket: string,
  encryption: string,
): Promise<AnswerParts> {
  await s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ...defaultEncryption(encryption) }));
  return {};
}

/** GetBucketEncryption: the key as S3 returns it. */
export async function getDefaultEncryption(s3: S3Client, bucket: string): Promise<AnswerParts> {
  const { ServerSideEncryptionConfiguration } = await s3.send(
    new GetBucketEncryptionCommand({ Bucket: bucket }),
  );
  const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  return { defaultKey: rule?.KMSMasterKeyID };
}

/** PutBucketEncryption: keeps the default encryption and turns its Bucket Key on. */
export async function useBucketKey(s3: S3Client, bucket: string): Promise<AnswerParts> {
  const { ServerSideEncryptionConfiguration } = await s3.send(
    new GetBucketEncryptionCommand({ Bucket: bucket }),
  );
  const Rules = ServerSideEncryptionConfiguration?.Rules?.map((rule) => ({
    ...rule,
    BucketKeyEnabled: true,
  }));
  await s3.send(
    new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } }),
  );
  return {};
}

/** DeletePublicAccessBlock: turns all four settings off. */
export async function allowPublicAccess(s3: S3Client, bucket: string): Promise<AnswerParts> {
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
  return {};
}
