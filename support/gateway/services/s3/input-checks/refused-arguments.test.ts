import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../../../testing/lab-under-test.ts';
import { refusedBeforeStore } from '../../../testing/refused-before-store.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const context = (text: string) => Buffer.from(text).toString('base64');

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

const put = (more: object) => new PutObjectCommand({ ...object, Body: 'new', ...more });
const copy = (more: object) => new CopyObjectCommand({ ...object, CopySource: 'records/k', ...more });
const upload = (more: object) => new CreateMultipartUploadCommand({ ...object, ...more });
const parts = (more: object) => new ListPartsCommand({ ...object, UploadId: 'u', ...more });

test.each<[string, object, string]>([
  ['keys', new ListObjectsCommand({ Bucket, MaxKeys: -1 }), 'Argument max-keys must be'],
  ['keys, version 2', new ListObjectsV2Command({ Bucket, MaxKeys: -1 }), 'Argument max-keys must be'],
  ['versions', new ListObjectVersionsCommand({ Bucket, MaxKeys: -1 }), 'Argument max-keys must be'],
  ['uploads', new ListMultipartUploadsCommand({ Bucket, MaxUploads: -1 }), 'Argument max-uploads must be'],
  ['parts', parts({ MaxParts: -1 }), 'Argument max-parts must be'],
  ['parts behind no number', parts({ PartNumberMarker: 'x' }), 'Argument part-number-marker must be'],
  [
    'attributes of parts behind no number',
    new GetObjectAttributesCommand({ ...object, ObjectAttributes: ['ETag'], PartNumberMarker: 'x' }),
    'Argument part-number-marker must be',
  ],
  [
    'an unknown encoding',
    new ListObjectsV2Command({ Bucket, EncodingType: 'x' as 'url' }),
    'Invalid Encoding Method',
  ],
  ['an empty token', new ListObjectsV2Command({ Bucket, ContinuationToken: '' }), 'The continuation token'],
  [
    'a version marker without a key',
    new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'null' }),
    'A version-id marker cannot be',
  ],
])('a listing is refused before any store is asked: %s', async (_, command, message) => {
  expect(await refusalOf(command)).toContain(`400 InvalidArgument: ${message}`);
});

test.each<[string, object, string]>([
  ['an unknown algorithm of a copy', copy({ ChecksumAlgorithm: 'NONSENSE' }), 'Checksum algorithm provided'],
  ['an unknown algorithm', upload({ ChecksumAlgorithm: 'NONSENSE' }), 'Checksum algorithm provided'],
  [
    'a type without an algorithm',
    upload({ ChecksumType: 'COMPOSITE' }),
    'The x-amz-checksum-type header can',
  ],
  [
    'an unknown type',
    upload({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'HALF' }),
    'Value for x-amz-checksum-type',
  ],
  [
    'a SHA256 of the whole',
    upload({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' }),
    'The FULL_OBJECT checksum type cannot be used with the sha256',
  ],
  [
    'a CRC64NVME of parts',
    upload({ ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' }),
    'The COMPOSITE checksum type cannot be used with the crc64nvme',
  ],
])('a checksum is refused before any store is asked: %s', async (_, command, message) => {
  expect(await refusalOf(command)).toContain(`400 InvalidRequest: ${message}`);
});

test.each<[string, object, string]>([
  [
    'an encryption context that is no JSON',
    put({ SSEKMSEncryptionContext: 'nonsense' }),
    '400 InvalidArgument',
  ],
  [
    'an encryption context of a list',
    copy({ SSEKMSEncryptionContext: context('["a"]'), ServerSideEncryption: 'aws:kms' }),
    '400 InvalidArgument',
  ],
  ['a lock without its date', put({ ObjectLockMode: 'GOVERNANCE' }), '400 InvalidArgument'],
  ['an unknown legal hold', put({ ObjectLockLegalHoldStatus: 'PERHAPS' }), '400 InvalidArgument'],
  [
    'an unknown lock',
    put({ ObjectLockMode: 'LOOSE', ObjectLockRetainUntilDate: new Date(2e12) }),
    '400 InvalidArgument: Unknown wormMode',
  ],
  [
    'a legal hold without a status',
    new PutObjectLegalHoldCommand({ ...object, LegalHold: {} }),
    '400 MalformedXML',
  ],
  [
    'retention of an unknown mode',
    new PutObjectRetentionCommand({ ...object, Retention: { Mode: 'LOOSE' as 'GOVERNANCE' } }),
    '400 MalformedXML',
  ],
  ['an empty version id', new HeadObjectCommand({ ...object, VersionId: '' }), '400 '],
])('a request is refused before any store is asked: %s', async (_, command, refusal) => {
  expect(await refusalOf(command)).toContain(refusal);
});

test.each<[string, string, object]>([
  ['GetObject', 'if-match', new GetObjectCommand(object)],
  ['HeadObject', 'if-none-match', new HeadObjectCommand(object)],
  ['PutObject', 'if-match', put({})],
  ['PutObject', 'if-none-match', put({})],
  ['CopyObject', 'x-amz-copy-source-if-match', copy({})],
])('%s is not performed under an empty %s', async (_, header, command) => {
  expect(await refusalOf(command, { [header]: '' })).toMatch(/^501 /);
});

test('an entry of DeleteObjects with an empty version id deletes nothing', async () => {
  const Delete = { Objects: [{ Key: 'k', VersionId: '' }] };
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
  expect(Errors).toMatchObject([{ Key: 'k', Code: 'InvalidArgument' }]);
});

const refusalOf = (command: object, headers?: Readonly<Record<string, string>>) =>
  refusedBeforeStore(s3, command, headers);

const completion = (part: object) =>
  new CompleteMultipartUploadCommand({ ...object, UploadId: 'u', MultipartUpload: { Parts: [part] } });
const rule = { ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } } as const;

test.each<[string, object, string]>([
  ['a listed part without its ETag', completion({ PartNumber: 1 }), '400 MalformedXML: '],
  ['a listed part without its number', completion({ ETag: '"e"' }), '400 MalformedXML: '],
  [
    'a smallest size of objects to move that S3 does not know',
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [rule] },
      TransitionDefaultMinimumObjectSize: 'nonsense' as 'varies_by_storage_class',
    }),
    '400 InvalidRequest: Invalid TransitionDefaultMinimumObjectSize found: nonsense',
  ],
  [
    'a range of more than 5 GiB to copy',
    new UploadPartCopyCommand({
      ...object,
      UploadId: 'u',
      PartNumber: 1,
      CopySource: 'records/k',
      CopySourceRange: 'bytes=0-5368709120',
    }),
    '400 InvalidRequest: The specified copy source is larger',
  ],
])('a request is refused for %s', async (_, command, refusal) => {
  expect(await answerOf(s3.send(command as Parameters<S3Client['send']>[0]))).toContain(refusal);
});
