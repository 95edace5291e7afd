import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Operation } from '../../../aws/operations.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { WriteCondition } from '../../../stores/store.ts';
import { modelOf, operationNames } from '../../../wire/sdk-schemas.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { allow, answerOf, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';
import { refusedBeforeStore } from '../../testing/refused-before-store.ts';
import { storeCannotHold } from '../../testing/store-cannot-hold.ts';
import { headersNotTaken } from './input-checks/headers-not-taken.ts';

const object = { Bucket: 'records', Key: 'k' };
const CopySource = 'records/k';

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, 'records');
  await newObject({ s3 }, { ...object, Body: 'kept' });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

const refusalOf = (command: object, headers?: Readonly<Record<string, string>>) =>
  refusedBeforeStore(s3, command, headers);

const key = (letter: string) => {
  const bytes = Buffer.alloc(32, letter);
  return {
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: bytes.toString('base64'),
    SSECustomerKeyMD5: createHash('md5').update(bytes).digest('base64'),
  };
};
const put = (more: object) => new PutObjectCommand({ ...object, Body: 'new', ...more });
const copy = (more: object) =>
  new CopyObjectCommand({ ...object, Key: 'copy', CopySource, ...more } as never);
const part = (more: object = {}) =>
  new UploadPartCommand({ ...object, UploadId: 'u', PartNumber: 1, Body: 'part', ...more });
const partCopy = (more: object = {}) =>
  new UploadPartCopyCommand({ ...object, UploadId: 'u', PartNumber: 1, CopySource, ...more });
const complete = (...numbers: readonly number[]) => {
  const Parts = numbers.map((PartNumber) => ({ PartNumber, ETag: 'e' }));
  return new CompleteMultipartUploadCommand({ ...object, UploadId: 'u', MultipartUpload: { Parts } });
};
const tagged = (...TagSet: readonly { readonly Key: string; readonly Value: string }[]) =>
  new PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [...TagSet] } });

describe('S3 refuses at the front door, on every store', () => {
  test.each<[string, object, string]>([
    ['a key of 1,025 bytes', put({ Key: `é${'k'.repeat(1023)}` }), '400 KeyTooLongError'],
    ['metadata beyond 2 KB', put({ Metadata: { a: 'x'.repeat(2048) } }), '400 MetadataTooLarge'],
    ['an unknown storage class', put({ StorageClass: 'ATTIC' }), '400 InvalidStorageClass'],
    ['a redirect to no address', put({ WebsiteRedirectLocation: 'k' }), '400 InvalidRedirectLocation'],
    ['an append', put({ WriteOffsetBytes: 4 }), '501 NotImplemented'],
    ['a hold until an event', put({ ObjectLockEventHold: 'ON' }), '501 NotImplemented'],
    ['a copy of annotations', copy({ AnnotationDirective: 'COPY' }), '501 NotImplemented'],
    [
      'an abort by time',
      new AbortMultipartUploadCommand({ ...object, UploadId: 'u', IfMatchInitiatedTime: new Date(0) }),
      '501 NotImplemented',
    ],
    ['If-None-Match of an ETag', put({ IfNoneMatch: '"e"' }), '501 NotImplemented'],
    ['If-Match of any', put({ IfMatch: '*' }), '501 NotImplemented'],
    ['two conditions', put({ IfMatch: '"e"', IfNoneMatch: '*' }), '501 NotImplemented'],
    ['a tag twice in a header', put({ Tagging: 'a=1&a=2' }), '400 InvalidArgument'],
    ['a long tag key', tagged({ Key: 'k'.repeat(129), Value: '' }), '400 InvalidTag'],
    ['a long tag value', tagged({ Key: 'k', Value: 'v'.repeat(257) }), '400 InvalidTag'],
    ['a tag of AWS', tagged({ Key: 'aws:x', Value: '' }), '400 InvalidTag'],
    ['a tag twice', tagged({ Key: 'k', Value: '1' }, { Key: 'k', Value: '2' }), '400 InvalidTag'],
    [
      'eleven tags',
      tagged(...Array.from({ length: 11 }, (_, n) => ({ Key: `${n}`, Value: '' }))),
      '400 BadRequest: Object tags cannot be greater than 10',
    ],
    ['an unknown directive', copy({ MetadataDirective: 'KEEP' }), '400 InvalidArgument'],
    ['an open range of a source', partCopy({ CopySourceRange: 'bytes=2-' }), '400 InvalidArgument'],
    ['a backward range of a source', partCopy({ CopySourceRange: 'bytes=5-2' }), '400 InvalidArgument'],
    ['part number 0', part({ PartNumber: 0 }), '400 InvalidArgument: Part number must be'],
    ['part number 10,001', partCopy({ PartNumber: 10_001 }), '400 InvalidArgument: Part number must be'],
    ['a completion without parts', complete(), '404 NoSuchUpload'],
    ['a completion out of order', complete(2, 1), '400 InvalidPartOrder'],
    ['a completion with a part twice', complete(1, 1), '400 InvalidPartOrder'],
    [
      'a part and a range',
      new GetObjectCommand({ ...object, PartNumber: 1, Range: 'bytes=0-1' }),
      '400 InvalidRequest: Cannot specify both',
    ],
    [
      'an unknown attribute',
      new GetObjectAttributesCommand({ ...object, ObjectAttributes: ['Colour' as 'ETag'] }),
      '400 InvalidArgument',
    ],
    ['a deletion of a size', new DeleteObjectCommand({ ...object, IfMatchSize: 4 }), '501 NotImplemented'],
    [
      'a deletion of no keys',
      new DeleteObjectsCommand({ Bucket: 'records', Delete: { Objects: [] } }),
      '400 MalformedXML',
    ],
    [
      'a deletion of 1,001 keys',
      new DeleteObjectsCommand({
        Bucket: 'records',
        Delete: { Objects: Array.from({ length: 1001 }, (_, n) => ({ Key: `${n}` })) },
      }),
      '400 MalformedXML',
    ],
    [
      'SSE-C with a short key',
      put({ ...key('a'), SSECustomerKey: 'YWJj' }),
      '400 InvalidArgument: The secret key',
    ],
    [
      'SSE-C without a key',
      put({ SSECustomerAlgorithm: 'AES256' }),
      '400 InvalidArgument: Requests specifying',
    ],
    [
      'SSE-C by another algorithm',
      put({ ...key('a'), SSECustomerAlgorithm: 'AES128' }),
      '400 InvalidEncryptionAlgorithmError',
    ],
    ['SSE-C beside SSE-S3', put({ ...key('a'), ServerSideEncryption: 'AES256' }), '400 InvalidArgument'],
    ['another owner of the bucket', put({ ExpectedBucketOwner: otherAccount }), '403 AccessDenied'],
    ['another owner of the source', copy({ ExpectedSourceBucketOwner: otherAccount }), '403 AccessDenied'],
    [
      'another owner of the bucket of many keys',
      new DeleteObjectsCommand({
        Bucket: 'records',
        ExpectedBucketOwner: otherAccount,
        Delete: { Objects: [{ Key: 'k' }] },
      }),
      '403 AccessDenied',
    ],
  ])('%s', async (_, command, refusal) => {
    expect(await refusalOf(command)).toContain(refusal);
  });

  test.each<[string, object, Readonly<Record<string, string>>, string]>([
    ['encryption of a part', part(), { 'x-amz-server-side-encryption': 'AES256' }, 'not supported for this'],
    [
      'encryption of a copied part',
      partCopy(),
      { 'x-amz-server-side-encryption': 'AES256' },
      'not supported for this',
    ],
    [
      'encryption at completion',
      complete(1),
      { 'x-amz-server-side-encryption': 'AES256' },
      'not supported for this',
    ],
    [
      'encryption of a read',
      new GetObjectCommand(object),
      { 'x-amz-server-side-encryption-aws-kms-key-id': 'k' },
      'not supported for this',
    ],
    ['an ACL of a part', part(), { 'x-amz-acl': 'private' }, 'not valid in this context'],
    ['tags of a part', part(), { 'x-amz-tagging': 'a=1' }, 'not valid in this context'],
    ['a legal hold of a part', part(), { 'x-amz-object-lock-legal-hold': 'ON' }, 'not valid in this context'],
    ['a condition of a part', part(), { 'if-match': '"e"' }, 'is not implemented'],
    ['a date as a condition of a write', put({}), { 'if-unmodified-since': 'x' }, 'is not implemented'],
    [
      'the MD5 of another customer key',
      put(key('a')),
      { 'x-amz-server-side-encryption-customer-key-md5': key('b').SSECustomerKeyMD5 },
      '400 InvalidArgument: The calculated MD5',
    ],
    ['a condition of tags', tagged(), { 'if-match': '"e"' }, 'is not implemented'],
  ])('a header: %s', async (_, command, headers, refusal) => {
    expect(await refusalOf(command, headers)).toContain(refusal);
  });

  test('a header of an anonymous answer', async () => {
    s3 = lab.as('anonymous').s3;
    const read = new GetObjectCommand({ ...object, ResponseContentType: 'text/html' });
    expect(await refusalOf(read)).toMatch(/^400 InvalidRequest: Request specific response headers/);
  });
});

test.each<[string, object]>([
  ['HeadBucket', new HeadBucketCommand({ Bucket: 'records', ExpectedBucketOwner: otherAccount })],
  ['GetBucketPolicy', new GetBucketPolicyCommand({ Bucket: 'records', ExpectedBucketOwner: otherAccount })],
  ['ListObjectsV2', new ListObjectsV2Command({ Bucket: 'records', ExpectedBucketOwner: otherAccount })],
  ['DeleteBucket', new DeleteBucketCommand({ Bucket: 'records', ExpectedBucketOwner: otherAccount })],
])('%s is refused if it expects another owner of the bucket', async (_, command) => {
  expect(await refusalOf(command)).toMatch(/^403 /);
});

describe('no header is refused on an operation that takes it', () => {
  const operations = operationNames('s3') as readonly Operation<'s3'>[];

  test.each(headersNotTaken)('$headers', ({ headers, operations: refusing }) => {
    const taking = operations.filter((operation) =>
      modelOf('s3', operation).input.headers.some(({ placeName }) => headers.test(placeName)),
    );
    expect(taking).toContain('PutObject');
    expect(taking.filter((operation) => refusing.includes(operation))).toEqual([]);
  });
});

describe('an object under a key of its writer', () => {
  const bySource = (from: ReturnType<typeof key>) => ({
    CopySourceSSECustomerAlgorithm: from.SSECustomerAlgorithm,
    CopySourceSSECustomerKey: from.SSECustomerKey,
    CopySourceSSECustomerKeyMD5: from.SSECustomerKeyMD5,
  });

  beforeEach(async () => {
    await s3.send(put(key('a')));
  });

  test.each<[string, object, string]>([
    [
      'is not read without its key',
      new GetObjectCommand(object),
      '400 InvalidRequest: The object was stored',
    ],
    ['is not copied without its key', copy({}), '400 InvalidRequest: The object was stored'],
    ['is not described without its key', new HeadObjectCommand(object), '400 Unknown'],
  ])('%s', async (_, command, refusal) => {
    expect(await refusalOf(command)).toContain(refusal);
  });

  test('is not copied into a part without its key', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, Key: 'copy' }));
    const copied = partCopy({ Key: 'copy', UploadId });
    expect(await refusalOf(copied)).toContain('400 InvalidRequest: The object was stored');
    const withKey = partCopy({ Key: 'copy', UploadId, ...bySource(key('a')) });
    expect(await answerOf(s3.send(withKey))).toBe('granted');
  });

  test('is refused to a caller without permission before its key is asked for', async () => {
    s3 = (await lab.user(account, 'ada', allow('s3:ListBucket'))).s3;
    expect(await refusalOf(new GetObjectCommand(object))).toMatch(/^403 AccessDenied/);
  });

  test('is not opened by another key', async () => {
    const read = s3.send(new GetObjectCommand({ ...object, ...key('b') }));
    expect(await answerOf(read)).toBe(
      '403 AccessDenied: Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.',
    );
  });

  test('is not written where its bucket blocks such keys', async () => {
    const Rules = [{ BlockedEncryptionTypes: { EncryptionType: ['SSE-C' as const] } }];
    await s3.send(
      new PutBucketEncryptionCommand({ Bucket: 'records', ServerSideEncryptionConfiguration: { Rules } }),
    );
    expect(await refusalOf(put(key('a')))).toMatch(/^403 AccessDenied/);
  });
});

test.each([
  ['open', {}, key('a'), 'The multipart upload initiate requested encryption.'],
  ["under a customer's key", key('a'), {}, 'The multipart upload initiate requested encryption.'],
])('a part is encrypted as its upload is, which is %s', async (_, upload, ofPart, message) => {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...object, ...upload }));
  expect(await refusalOf(part({ UploadId, ...ofPart }))).toContain(`400 InvalidRequest: ${message}`);
});

test.each([
  ['Size', { Size: 5 }],
  ['LastModifiedTime', { LastModifiedTime: new Date(0) }],
])('an object is not deleted under a condition on its %s', async (_, condition) => {
  const Delete = { Objects: [{ Key: 'k', ...condition }, { Key: 'other' }] };
  const answer = await s3.send(new DeleteObjectsCommand({ Bucket: 'records', Delete }));
  expect(answer.Deleted).toEqual([{ Key: 'other' }]);
  expect(answer.Errors).toMatchObject([{ Key: 'k', Code: 'NotImplemented' }]);
  expect(await answerOf(s3.send(new HeadObjectCommand(object)))).toBe('granted');
});

test.each<[WriteCondition, () => Promise<unknown>, object]>([
  [
    'ETag of DeleteObjects',
    () =>
      s3.send(
        new DeleteObjectsCommand({
          Bucket: 'records',
          Delete: { Objects: [{ Key: 'k', ETag: '"other"' }, { Key: 'other' }] },
        }),
      ),
    { Errors: [{ Key: 'k', Code: 'NotImplemented' }], Deleted: [{ Key: 'other' }] },
  ],
  [
    'If-Match of DeleteObject',
    () => s3.send(new DeleteObjectCommand({ ...object, IfMatch: '*' })).catch((error: unknown) => error),
    { name: 'NotImplemented', Header: 'If-Match' },
  ],
])(
  'no object is deleted in front of a store that overlooks the condition: %s',
  async (held, send, answer) => {
    await storeCannotHold([held], async () => {
      expect(await send()).toMatchObject(answer);
      expect(await answerOf(s3.send(new HeadObjectCommand(object)))).toBe('granted');
    });
  },
);
