import { randomBytes } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { labOfEachTest } from '../testing/lab-of-each-test.ts';
import { answerOf } from '../testing/lab-under-test.ts';
import type { FrozenLab } from './lab.ts';

const Bucket = 'frozen';
const each = labOfEachTest();
const mine = () => each.as('111111111111').s3;

/** Saves the lab as text, and loads it. */
async function reload(): Promise<string> {
  const text = JSON.stringify(await each.lab.freeze());
  const frozen: FrozenLab = JSON.parse(text);
  await each.lab.thaw(frozen);
  return text;
}

async function read(Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await mine().send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

test('a large object is read again after a load, whole and in part', async () => {
  const large = randomBytes(6 * 1024 * 1024 + 17);
  await mine().send(new CreateBucketCommand({ Bucket }));
  await mine().send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));
  const text = await reload();
  expect((await read('large')).equals(large)).toBe(true);
  const range = await read('large', { Range: 'bytes=5000000-5000009' });
  expect(range.equals(large.subarray(5_000_000, 5_000_010))).toBe(true);
  expect(JSON.stringify(await each.lab.freeze())).toBe(text);
});

test('an unfinished upload goes on after a load, and the next versions are younger', async () => {
  await mine().send(new CreateBucketCommand({ Bucket }));
  await mine().send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await mine().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' }));
  const { UploadId } = await mine().send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }));
  const part = randomBytes(5 * 1024 * 1024);
  const upload = { Bucket, Key: 'a', UploadId };
  const { ETag: first } = await mine().send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: part }));
  await reload();
  const { ETag: second } = await mine().send(
    new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'end' }),
  );
  const Parts = [first, second].map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
  await mine().send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  expect((await read('a')).equals(Buffer.concat([part, Buffer.from('end')]))).toBe(true);
});

test('a load that fails changes nothing, and one can be taken back', async () => {
  await mine().send(new CreateBucketCommand({ Bucket }));
  const empty = await each.lab.freeze();
  await mine().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  const { store, surroundings } = await each.lab.freeze();
  const broken = { surroundings, store: { ...store, contents: [] } };
  await expect(each.lab.thaw(broken)).rejects.toThrow('there is no content 0');
  expect((await read('a')).toString()).toBe('x');
  const takeBack = await each.lab.thaw(empty);
  expect(await answerOf(read('a'))).toMatch(/^404 NoSuchKey/);
  takeBack();
  expect((await read('a')).toString()).toBe('x');
});
