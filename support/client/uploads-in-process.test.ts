import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../gateway/serving/lab.ts';
import { clientsFor } from './clients.ts';
import { rootOf } from './identity.ts';
import { uploadingInProcess } from './uploads-in-process.ts';

const region = 'eu-west-1';
const identity = rootOf('111111111111');
const Bucket = 'reports';

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
  await sending().s3.send(
    new CreateBucketCommand({
      Bucket,
      ObjectOwnership: 'BucketOwnerPreferred',
      CreateBucketConfiguration: { LocationConstraint: region },
    }),
  );
});
afterEach(async () => await lab[Symbol.asyncDispose]());

const sending = () => clientsFor({ endpoint: lab.endpoint, identity, region });
const inProcess = () => {
  const call = countedCalls((asked: Parameters<Lab['call']>[0]) => lab.call(asked));
  return {
    clients: uploadingInProcess(sending(), { call: call.counted, identity, region }),
    calls: call.count,
  };
};

/** A function that counts its successful calls. */
function countedCalls<A, R>(called: (asked: A) => Promise<R>) {
  let count = 0;
  const counted = async (asked: A): Promise<R> => {
    const result = await called(asked);
    count += 1;
    return result;
  };
  return { counted, count: () => count };
}

/** The last record and the object, without what each request has anew. */
async function traceOf(Key: string) {
  const { id, time, ...record } = lab.decisionLog.records().at(-1) ?? {};
  const head = await sending().s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  // Under a key of KMS the ETag is of encrypted bytes.
  const { $metadata, LastModified, ETag, ...object } = head;
  return JSON.parse(JSON.stringify({ record, object }).replaceAll(Key, 'key'));
}

test.each<[string, Partial<PutObjectCommandInput>]>([
  ['of a text', { Body: 'hello' }],
  ['of letters of several bytes', { Body: 'grüße ✓' }],
  ['under a key of KMS', { Body: 'hello', ServerSideEncryption: 'aws:kms' }],
  [
    'under the key of S3, with an ACL',
    { Body: 'hello', ServerSideEncryption: 'AES256', ACL: 'bucket-owner-full-control' },
  ],
  ['with members that are left undefined', { Body: 'hello', ACL: undefined, SSEKMSKeyId: undefined }],
])('an upload %s leaves the record and the object of a request', async (_, input) => {
  await sending().s3.send(new PutObjectCommand({ Bucket, Key: 'sent', ...input }));
  const sent = await traceOf('sent');
  const { clients, calls } = inProcess();
  await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'made', ...input }));
  expect(calls()).toBe(1);
  expect(await traceOf('made')).toEqual(sent);
});

test.each([
  ['the program that sends it', { StringLike: { 'aws:UserAgent': 'aws-sdk-js/*' } }],
  ['the hash of the contents', { StringNotEquals: { 's3:x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }],
  ['the encryption that it does not ask for', { Null: { 's3:x-amz-server-side-encryption': 'true' } }],
  ['the time since it was signed', { NumericGreaterThanEquals: { 's3:signatureAge': '0' } }],
])('an upload that a policy denies by %s is denied as a request, with a record', async (_, Condition) => {
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
    Condition,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sending().s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const { clients, calls } = inProcess();
  const uploading = clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
  await expect(uploading).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(calls()).toBe(0);
  expect(lab.decisionLog.records().at(-1)).toMatchObject({
    operation: 'PutObject',
    response: { status: 403 },
  });
});

test.each<[string, Partial<PutObjectCommandInput>]>([
  ['a type of contents', { ContentType: 'text/html' }],
  ['an algorithm of checksums', { ChecksumAlgorithm: 'SHA256' }],
  ['metadata', { Metadata: { author: 'ann' } }],
])('an upload with %s is sent', async (_, more) => {
  const input = { Bucket, Body: 'hello', ...more };
  await sending().s3.send(new PutObjectCommand({ ...input, Key: 'sent' }));
  const sent = await traceOf('sent');
  const { clients, calls } = inProcess();
  await clients.s3.send(new PutObjectCommand({ ...input, Key: 'made' }));
  expect(calls()).toBe(0);
  expect(await traceOf('made')).toEqual(sent);
});

test.each<[Partial<PutObjectCommandInput>, string]>([
  [{ ExpectedBucketOwner: '222222222222' }, 'AccessDenied'],
  [{ ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' }, 'BadDigest'],
  [{ ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
])('an upload with %j is refused, as its request is', async (more, name) => {
  const { clients } = inProcess();
  const uploading = clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...more }));
  await expect(uploading).rejects.toMatchObject({ name });
});

test('contents that are no text are sent', async () => {
  const { clients, calls } = inProcess();
  await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: new Uint8Array([1]) }));
  expect(calls()).toBe(0);
  expect(lab.decisionLog.records().at(-1)).toMatchObject({
    operation: 'PutObject',
    response: { status: 200 },
  });
});

test.each<[string, Partial<PutObjectCommandInput>, string]>([
  ['a type of content', { ContentType: 'text/csv' }, 'stored'],
  ['a checksum of another algorithm', { ChecksumAlgorithm: 'SHA256' }, 'stored'],
  ['an owner whom the bucket does not have', { ExpectedBucketOwner: '222222222222' }, 'AccessDenied'],
])('an upload with %s is sent', async (_, more, expected) => {
  const { clients, calls } = inProcess();
  const uploading = clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello', ...more }));
  expect(await uploading.then(() => 'stored').catch(({ name }) => name)).toBe(expected);
  expect(calls()).toBe(0);
  if (more.ContentType === undefined) return;
  const { ContentType } = await sending().s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
  expect(ContentType).toBe(more.ContentType);
});

test('other requests are sent', async () => {
  const { clients, calls } = inProcess();
  await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
  await clients.s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
  expect(calls()).toBe(1);
  expect(lab.decisionLog.records().at(-1)).toMatchObject({ operation: 'HeadObject' });
});

test('a fault of the code that uploads is told, and not hidden by a request', async () => {
  const call = () => Promise.reject(new TypeError('out of order'));
  const { s3 } = uploadingInProcess(sending(), { call, identity, region });
  const upload = s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  await expect(upload).rejects.toThrow(new TypeError('out of order'));
});
