import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { type Clients, documentOf, type StatementText } from './lab-under-test.ts';

type S3 = Pick<Clients, 's3'>;

/** For tests: creates a bucket of the caller's account. */
export async function newBucket(
  { s3 }: S3,
  Bucket: string,
  more: Omit<CreateBucketCommandInput, 'Bucket'> = {},
): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, ...more }));
}

/** For tests: stores an object, whose body is `x` unless the test says otherwise. */
export function newObject({ s3 }: S3, object: PutObjectCommandInput): Promise<PutObjectCommandOutput> {
  return s3.send(new PutObjectCommand({ Body: 'x', ...object }));
}

/** For tests: the headers of an upload that is encrypted under a KMS key; without one, under aws/s3. */
export function underKey(SSEKMSKeyId?: string) {
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId } as const;
}

/** For tests: gives a bucket a policy of these statements, in place of the one it had. */
export async function setBucketPolicy(
  { s3 }: S3,
  Bucket: string,
  ...statements: readonly StatementText[]
): Promise<void> {
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(...statements) }));
}
