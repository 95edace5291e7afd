import {
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import {
  allow,
  answerOf,
  documentOf,
  type LabUnderTest,
  labUnderTest,
  newKey,
} from '../../testing/lab-under-test.ts';

type Command = Parameters<S3Client['send']>[0];

const bucket = { Bucket: 'records' };
const object = { ...bucket, Key: 'k' };

let lab: LabUnderTest;
let owner: S3Client;
let another: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  owner = lab.as(account).s3;
  another = lab.as(otherAccount).s3;
  await owner.send(new CreateBucketCommand(bucket));
  await owner.send(new CreateBucketCommand({ Bucket: 'others' }));
  await owner.send(new PutObjectCommand({ Bucket: 'others', Key: 'k', Body: 'content' }));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

/** The next decided call is performed only after its bucket was replaced by another. */
function recreatedBeforeIt(remake: () => Promise<void> = takenByAnother): void {
  for (const method of ['send', 'perform'] as const) {
    const original = EmbeddedStore.prototype[method] as (this: EmbeddedStore, call: never) => Promise<never>;
    jest.spyOn(EmbeddedStore.prototype, method).mockImplementation(async function (
      this: EmbeddedStore,
      call: object,
    ) {
      jest.restoreAllMocks();
      await owner.send(new DeleteBucketCommand(bucket));
      await remake();
      return original.call(this, call as never);
    } as never);
  }
}

async function takenByAnother(): Promise<void> {
  await another.send(new CreateBucketCommand(bucket));
  await another.send(
    new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
}

test.each<[string, object]>([
  ['PutObject', new PutObjectCommand({ ...object, Body: 'x' })],
  ['CopyObject', new CopyObjectCommand({ ...object, CopySource: 'others/k' })],
  ['CreateMultipartUpload', new CreateMultipartUploadCommand(object)],
  ['DeleteObject', new DeleteObjectCommand(object)],
  ['GetObject', new GetObjectCommand(object)],
  ['ListObjectsV2', new ListObjectsV2Command(bucket)],
  ['HeadBucket', new HeadBucketCommand(bucket)],
  ['PutBucketTagging', new PutBucketTaggingCommand({ ...bucket, Tagging: { TagSet: [] } })],
])('%s is decided again if its bucket is another account’s by then', async (_, command) => {
  recreatedBeforeIt();
  expect(await answerOf(owner.send(command as Command))).toMatch(/^403 /);
  const { Versions = [], DeleteMarkers = [] } = await another.send(new ListObjectVersionsCommand(bucket));
  expect([...Versions, ...DeleteMarkers]).toEqual([]);
});

test('DeleteObjects deletes nothing of another account’s bucket', async () => {
  recreatedBeforeIt();
  const Delete = { Objects: [{ Key: 'k' }] };
  const answer = await owner.send(new DeleteObjectsCommand({ ...bucket, Delete }));
  expect(answer.Errors).toMatchObject([{ Key: 'k', Code: 'AccessDenied' }]);
  const { DeleteMarkers } = await another.send(new ListObjectVersionsCommand(bucket));
  expect(DeleteMarkers).toBeUndefined();
});

test.each<[string, object]>([
  ['PutObject', new PutObjectCommand({ ...object, Body: 'x' })],
  ['CopyObject', new CopyObjectCommand({ ...object, CopySource: 'others/k' })],
  ['ListObjectsV2', new ListObjectsV2Command(bucket)],
])('%s is decided again if its own account made the bucket anew by then', async (_, command) => {
  const { s3 } = await lab.user(account, 'ada', allow('s3:*'));
  const denied = { Effect: 'Deny', Principal: '*', Action: ['s3:PutObject', 's3:ListBucket'] };
  const Policy = documentOf({ ...denied, Resource: ['arn:aws:s3:::records', 'arn:aws:s3:::records/*'] });
  recreatedBeforeIt(async () => {
    await owner.send(new CreateBucketCommand(bucket));
    await owner.send(new PutBucketPolicyCommand({ ...bucket, Policy }));
  });
  expect(await answerOf(s3.send(command as Command))).toMatch(/^403 AccessDenied: .*explicit deny/);
});

test('an upload is decided again if its bucket was made anew right after its default encryption was read', async () => {
  const key = await newKey(lab.as(account));
  const { s3 } = await lab.user(account, 'ada', allow('s3:*'));
  const { read } = EmbeddedStore.prototype;
  jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
    this: EmbeddedStore,
    lookup: Parameters<typeof read>[0],
  ) {
    const found = await read.call(this, lookup);
    if (lookup.operation !== 'GetBucketEncryption') return found;
    jest.restoreAllMocks();
    await owner.send(new DeleteBucketCommand(bucket));
    await owner.send(new CreateBucketCommand(bucket));
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } as const;
    const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault }];
    const ServerSideEncryptionConfiguration = { Rules };
    await owner.send(new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration }));
    return found;
  } as typeof read);
  const put = new CreateMultipartUploadCommand(object);
  expect(await answerOf(s3.send(put))).toMatch(/^403 AccessDenied: .*kms:GenerateDataKey/);
});
