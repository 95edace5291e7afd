import { CreateUserCommand, GetUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { type Lab, startLab } from './lab.ts';

let lab: Lab;
let root: { readonly s3: S3Client; readonly kms: KMSClient; readonly iam: IAMClient };

beforeEach(async () => {
  lab = await startLab();
  const settings = {
    endpoint: lab.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: account, secretAccessKey: 'test' },
  };
  root = {
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    kms: new KMSClient(settings),
    iam: new IAMClient(settings),
  };
  await root.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

async function bucketNames(): Promise<readonly (string | undefined)[]> {
  const { Buckets = [] } = await root.s3.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name);
}

describe('what a bucket holds', () => {
  test('is told with sizes to a caller who may list it', async () => {
    expect(await lab.objectsIn('kept')).toEqual(new Map());
    await root.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b', Body: 'four' }));
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::kept' },
    });
    await root.s3.send(new PutBucketPolicyCommand({ Bucket: 'kept', Policy }));
    await expect(root.s3.send(new ListObjectsV2Command({ Bucket: 'kept' }))).rejects.toThrow(
      'not authorized',
    );

    expect(await lab.objectsIn('kept')).toEqual(new Map([['a/b', 4]]));
  });

  test('is not told of a bucket that is not there', async () => {
    await expect(lab.objectsIn('missing')).rejects.toThrow('The specified bucket does not exist');
  });
});

describe('a checkpoint', () => {
  test('brings back what was there, and nothing that came after', async () => {
    const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({}));
    const keyId = { KeyId: KeyMetadata?.KeyId };
    const restore = lab.checkpoint();

    await root.s3.send(new CreateBucketCommand({ Bucket: 'later' }));
    await root.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'k', Body: 'x' }));
    await root.kms.send(new DisableKeyCommand(keyId));
    await root.iam.send(new CreateUserCommand({ UserName: 'late' }));
    restore();

    expect(await bucketNames()).toEqual(['kept']);
    expect((await root.s3.send(new ListObjectsV2Command({ Bucket: 'kept' }))).KeyCount).toBe(0);
    expect((await root.kms.send(new DescribeKeyCommand(keyId))).KeyMetadata?.Enabled).toBe(true);
    await expect(root.iam.send(new GetUserCommand({ UserName: 'late' }))).rejects.toThrow('late');
  });

  test('can be gone back to again and again', async () => {
    const restore = lab.checkpoint();
    for (const name of ['first', 'second']) {
      restore();
      await root.s3.send(new CreateBucketCommand({ Bucket: name }));
      expect(await bucketNames()).toEqual([name, 'kept'].toSorted());
    }
  });

  test('starts a decision log of its own', async () => {
    const restore = lab.checkpoint();
    restore();
    expect(lab.decisionLog.records()).toEqual([]);
  });

  test('cannot be taken once there are objects', async () => {
    await root.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'k', Body: 'x' }));
    expect(() => lab.checkpoint()).toThrow('The bucket kept is not empty');
  });
});

test('a cleared lab is empty', async () => {
  lab.clear();
  expect(await bucketNames()).toEqual([]);
});
