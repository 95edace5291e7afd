import { readFileSync } from 'node:fs';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startGateway } from 'keyhole';
import { matchers } from 'keyhole/matchers';

expect.extend(matchers);

const account = '111111111111';
const report = { Bucket: 'reports', Key: 'q1.csv' };
const policy = (name) => readFileSync(new URL(`policies/${name}.json`, import.meta.url), 'utf8');

let gateway;
const user = (name) => gateway.as(`arn:aws:iam::${account}:user/${name}`);

beforeAll(async () => {
  // On LocalStack: gateway = await new EnforcedLocalstackContainer().start();
  gateway = await startGateway();
  const root = gateway.as(account);
  const [iam, kms, s3] = [new IAMClient(root), new KMSClient(root), new S3Client(root)];
  await iam.send(new CreateUserCommand({ UserName: 'writer' }));
  await iam.send(new CreateUserCommand({ UserName: 'reader' }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: policy('key') }));
  await s3.send(new CreateBucketCommand({ Bucket: report.Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: report.Bucket, Policy: policy('bucket') }));

  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KeyMetadata.Arn };
  const writer = new S3Client(user('writer'));
  await writer.send(new PutObjectCommand({ ...report, ...encrypted, Body: 'revenue' }));
});

afterAll(() => gateway.stop());

test('the reader can read what the writer has written', async () => {
  const reader = new S3Client(user('reader'));
  await expect(reader.send(new GetObjectCommand(report))).toBeGranted();
});

test('the writer cannot read, since nothing lets it decrypt', async () => {
  const writer = new S3Client(user('writer'));
  await expect(writer.send(new GetObjectCommand(report))).toBeDenied({
    action: 'kms:Decrypt',
    by: 'identity policy',
  });
});
