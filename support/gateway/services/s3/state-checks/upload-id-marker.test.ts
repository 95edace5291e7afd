import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { newBucket } from '../../../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../../../testing/lab-under-test.ts';

const Bucket = 'records';

let lab: LabUnderTest;
let s3: S3Client;
let ofKey: string | undefined;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, Bucket);
  ofKey = (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }))).UploadId;
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const listed = (KeyMarker: string | undefined, UploadIdMarker: string | undefined) =>
  answerOf(s3.send(new ListMultipartUploadsCommand({ Bucket, KeyMarker, UploadIdMarker })));

test('uploads are not listed behind one of another key, or behind none', async () => {
  expect(await listed('other', ofKey)).toBe('400 InvalidArgument: Invalid uploadId marker');
  expect(await listed('k', 'nonsense')).toBe('400 InvalidArgument: Invalid uploadId marker');
});

test('uploads are listed behind one of the key, and without a key behind any', async () => {
  expect(await listed('k', ofKey)).toBe('granted');
  expect(await listed(undefined, 'nonsense')).toBe('granted');
});
