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

const account = '111111111111';
const report = { Bucket: 'reports', Key: 'q1.csv' };
const policy = (name) => readFileSync(new URL(`policies/${name}.json`, import.meta.url), 'utf8');

let gateway;
let key;

/** The settings of an AWS client that acts as a principal: `root`, or a user or role by name. */
const as = async (principal) => ({
  endpoint: gateway.getEndpoint(),
  region: gateway.getRegion(),
  credentials: await gateway.credentialsFor(account, principal),
  forcePathStyle: true,
});

beforeAll(async () => {
  // On LocalStack: gateway = await new EnforcedLocalstackContainer().start();
  gateway = await startGateway();
  const root = await as('root');
  const [iam, kms, s3] = [new IAMClient(root), new KMSClient(root), new S3Client(root)];
  await iam.send(new CreateUserCommand({ UserName: 'writer' }));
  await iam.send(new CreateUserCommand({ UserName: 'reader' }));
  key = (await kms.send(new CreateKeyCommand({ Policy: policy('key') }))).KeyMetadata.Arn;
  await s3.send(new CreateBucketCommand({ Bucket: report.Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: report.Bucket, Policy: policy('bucket') }));

  const writer = new S3Client(await as('writer'));
  const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key };
  await writer.send(new PutObjectCommand({ ...report, ...encrypted, Body: 'revenue' }));
});

afterAll(() => gateway.stop());

test('the reader can read what the writer has written', async () => {
  const reader = new S3Client(await as('reader'));
  const { Body } = await reader.send(new GetObjectCommand(report));
  expect(await Body.transformToString()).toBe('revenue');
});

test('the writer cannot read, since nothing lets it decrypt', async () => {
  const writer = new S3Client(await as('writer'));
  const refused = await writer.send(new GetObjectCommand(report)).catch((error) => error);
  expect(refused.name).toBe('AccessDenied');
  expect(gateway.whyDenied(refused)).toBe(
    `no identity policy of arn:aws:iam::${account}:user/writer allows kms:Decrypt on ${key}`,
  );
});
