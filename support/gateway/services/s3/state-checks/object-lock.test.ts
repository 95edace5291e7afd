import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import { newBucket, newObject } from '../../../testing/buckets.ts';
import { allow, answerOf, type LabUnderTest, labUnderTest } from '../../../testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const hold = { ObjectLockLegalHoldStatus: 'ON' } as const;
const BypassGovernanceRetention = true;

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, Bucket);
  await newObject({ s3 }, { ...object, Body: 'kept' });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

const retention = { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(4e12) } } as const;

test.each<[string, (client: S3Client) => Promise<unknown>, string]>([
  ['PutObject', (c) => c.send(new PutObjectCommand({ ...object, ...hold })), 'InvalidRequest'],
  [
    'CopyObject',
    (c) => c.send(new CopyObjectCommand({ ...object, CopySource: 'records/k', ...hold })),
    'InvalidRequest',
  ],
  [
    'CreateMultipartUpload',
    (c) => c.send(new CreateMultipartUploadCommand({ ...object, ...hold })),
    'InvalidRequest',
  ],
  ['GetObjectRetention', (c) => c.send(new GetObjectRetentionCommand(object)), 'InvalidRequest'],
  [
    'PutObjectRetention',
    (c) => c.send(new PutObjectRetentionCommand({ ...object, ...retention })),
    'InvalidRequest',
  ],
  ['GetObjectLegalHold', (c) => c.send(new GetObjectLegalHoldCommand(object)), 'InvalidRequest'],
  [
    'PutObjectLegalHold',
    (c) => c.send(new PutObjectLegalHoldCommand({ ...object, LegalHold: { Status: 'ON' } })),
    'InvalidRequest',
  ],
  [
    'DeleteObject with a bypass',
    (c) => c.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention })),
    'InvalidArgument',
  ],
  [
    'DeleteObjects with a bypass',
    (c) =>
      c.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [object] }, BypassGovernanceRetention })),
    'InvalidArgument',
  ],
])('%s is refused by the gateway in a bucket without Object Lock', async (_, send, code) => {
  const sent = jest.spyOn(EmbeddedStore.prototype, 'send');
  const performed = jest.spyOn(EmbeddedStore.prototype, 'perform');
  expect(await answerOf(send(s3))).toContain(`400 ${code}: `);
  const { s3: outside } = await lab.user(otherAccount, 'eve', allow('s3:*'));
  performed.mockClear();
  sent.mockClear();
  expect(await answerOf(send(outside))).toMatch(/^403 AccessDenied/);
  expect([...sent.mock.calls, ...performed.mock.calls]).toEqual([]);
  expect(await answerOf(s3.send(new HeadObjectCommand(object)))).toBe('granted');
});
