import {
  CreateMultipartUploadCommand,
  ListPartsCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, underKey } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

const lab = labOfEachTest();
let root: Clients;
let key: string;

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  key = await newKey(root);
});

async function useBucketKeys(SSEAlgorithm: 'AES256' | 'aws:kms'): Promise<void> {
  const rule = { BucketKeyEnabled: true, ApplyServerSideEncryptionByDefault: { SSEAlgorithm } };
  const ServerSideEncryptionConfiguration = { Rules: [rule] };
  await root.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
}

describe('The Bucket Key of a bucket', () => {
  const named = () => underKey(key);

  test.each(['AES256', 'aws:kms'] as const)(
    'also serves uploads that name their key, where %s is the default',
    async (algorithm) => {
      await useBucketKeys(algorithm);
      const put = (more: object) =>
        root.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...named(), ...more }));
      expect((await put({})).BucketKeyEnabled).toBe(true);
      expect((await put({ BucketKeyEnabled: false })).BucketKeyEnabled).toBeUndefined();
      expect((await put({ ServerSideEncryption: 'aws:kms:dsse' })).BucketKeyEnabled).toBeUndefined();
    },
  );

  test('makes the bucket the encryption context of an upload that names its key', async () => {
    await useBucketKeys('aws:kms');
    const onObject = { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${Bucket}/k` } };
    const user = await lab.user(account, 'user', allow('s3:*'), allow('kms:*', '*', { Condition: onObject }));
    const put = (BucketKeyEnabled?: boolean) =>
      answerOf(
        user.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...named(), BucketKeyEnabled })),
      );
    expect(await put()).toMatch(/^403 AccessDenied: .* kms:GenerateDataKey/);
    expect(await put(false)).toBe('granted');
  });
});

test('ListParts of an upload under a KMS key takes kms:Decrypt', async () => {
  const upload = { Bucket, Key: 'k', ...underKey(key) };
  const { UploadId } = await root.s3.send(new CreateMultipartUploadCommand(upload));
  const list = (who: Clients) => answerOf(who.s3.send(new ListPartsCommand({ Bucket, Key: 'k', UploadId })));
  expect(await list(await lab.user(account, 'without', allow('s3:*')))).toMatch(
    /^403 AccessDenied: .* kms:Decrypt/,
  );
  expect(await list(await lab.user(account, 'with', allow(['s3:*', 'kms:Decrypt'])))).toBe('granted');
});
