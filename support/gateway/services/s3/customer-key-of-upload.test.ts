import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const key = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };

const lab = labOfEachTest();
let root: Clients;
let upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined };

beforeEach(async () => {
  root = lab.as(account);
  await newBucket(root, Bucket);
  await newObject(root, { Bucket, Key: 'source', Body: 'text' });
  const begun = await root.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'target', ...key }));
  upload = { Bucket, Key: 'target', UploadId: begun.UploadId };
  await root.s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'part', ...key }));
});

afterEach(() => {
  Reflect.deleteProperty(EmbeddedStore.prototype, 'cannotHold');
});

function forgetKeys(): void {
  const value = ['customer key of an upload'];
  Object.defineProperty(EmbeddedStore.prototype, 'cannotHold', { value, configurable: true });
}

const copy = () =>
  root.s3.send(
    new UploadPartCopyCommand({ ...upload, PartNumber: 2, CopySource: `${Bucket}/source`, ...key }),
  );

const complete = () => {
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: '"none"' }] };
  return root.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload, ...key }));
};

test("a part is copied into an upload under a customer's key where the store compares it", async () => {
  expect(await answerOf(copy())).toBe('granted');
});

test.each([
  ['UploadPartCopy', copy],
  ['CompleteMultipartUpload', complete],
])("%s with a customer's key is refused where the store does not compare it", async (_, request) => {
  forgetKeys();
  expect(await answerOf(request())).toMatch(/^501 NotImplemented: keyhole: the store does not compare/);
});
