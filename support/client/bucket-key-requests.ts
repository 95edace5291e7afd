import { GetBucketEncryptionCommand, PutBucketEncryptionCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Answer } from './answer.ts';

/** PutBucketEncryption: the default stays as it is, and uses a Bucket Key from here. */
export async function useBucketKey(s3: S3Client, bucket: string): Promise<Answer> {
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
