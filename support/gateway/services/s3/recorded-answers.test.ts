import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket, newObject } from '../../testing/buckets.ts';
import { answerOf, type LabUnderTest, labUnderTest } from '../../testing/lab-under-test.ts';

const Bucket = 'records';
const object = { Bucket, Key: 'k' };
const none = { Bucket: 'no-such-bucket' };

let lab: LabUnderTest;
let s3: S3Client;

beforeEach(async () => {
  lab = await labUnderTest();
  s3 = lab.as(account).s3;
  await newBucket({ s3 }, Bucket);
  await newObject({ s3 }, { ...object, Body: 'kept' });
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

const refusalOf = (command: object) => answerOf(s3.send(command as PutObjectCommand));
const noRules = { ServerSideEncryptionConfiguration: { Rules: [] } };
const tagged = (Key: string) => ({ Tagging: { TagSet: [{ Key, Value: 'a' }] } });

describe('S3 refuses in its own words', () => {
  test.each<[string, object, string]>([
    [
      'an empty bucket policy',
      new PutBucketPolicyCommand({ Bucket, Policy: '' }),
      '400 MalformedPolicy: Policies must be valid JSON',
    ],
    ['a document for no bucket', new PutBucketEncryptionCommand({ ...none, ...noRules }), '404 NoSuchBucket'],
    [
      'the same document for a bucket',
      new PutBucketEncryptionCommand({ Bucket, ...noRules }),
      '400 MalformedXML',
    ],
    [
      'a reserved tag of a bucket',
      new PutBucketTaggingCommand({ Bucket, ...tagged('aws:x') }),
      '400 InvalidTag: System tags cannot be added/updated by requester',
    ],
    [
      'a reserved tag of an object',
      new PutObjectTaggingCommand({ ...object, ...tagged('aws:x') }),
      '400 InvalidTag: Your TagKey cannot be prefixed with aws:',
    ],
    [
      'a reserved tag of a new bucket',
      new CreateBucketCommand({
        Bucket: 'another',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1', Tags: [{ Key: 'aws:x', Value: 'a' }] },
      }),
      '400 InvalidTag: User-defined tag keys can\'t start with "aws:".',
    ],
    [
      'tags that are not parameters of a query',
      new PutObjectCommand({ ...object, Tagging: 'a=b,c=d' }),
      "400 InvalidArgument: The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded",
    ],
    [
      'a source without a key',
      new CopyObjectCommand({ ...object, CopySource: 'wrongformat' }),
      '400 InvalidArgument: Invalid copy source object key',
    ],
    [
      'a header of the answer that is not Latin-1',
      new GetObjectCommand({ ...object, ResponseCacheControl: '—' }),
      '400 InvalidArgument: Header value cannot be represented using ISO-8859-1.',
    ],
    [
      'governance that is not bypassed where there is none',
      new DeleteObjectCommand({ ...object, BypassGovernanceRetention: false }),
      '400 InvalidArgument: x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    ],
  ])('%s', async (_, command, refusal) => {
    expect(await refusalOf(command)).toContain(refusal);
  });

  test('a completion without parts, once the upload exists', async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    expect(await refusalOf(new CompleteMultipartUploadCommand({ ...object, UploadId }))).toBe(
      '400 InvalidRequest: You must specify at least one part',
    );
    expect(await refusalOf(new CompleteMultipartUploadCommand({ ...object, UploadId: 'none' }))).toContain(
      '404 NoSuchUpload',
    );
  });

  test('a version id that it did not give out, and no deletion that was made already', async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const { VersionId = '' } = await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    const forged = `${VersionId.slice(0, -4)}${VersionId.endsWith('ABCD') ? 'ABCE' : 'ABCD'}`;
    expect(await refusalOf(new DeleteObjectCommand({ ...object, VersionId: forged }))).toBe(
      '400 InvalidArgument: Invalid version id specified',
    );
    const Delete = { Objects: [{ Key: 'k', VersionId: forged }] };
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Errors).toMatchObject([{ Code: 'NoSuchVersion', VersionId: forged }]);
    for (let time = 1; time <= 2; time++)
      expect(await refusalOf(new DeleteObjectCommand({ ...object, VersionId }))).toBe('granted');
  });

  test('a bucket that is created again with tags, in us-east-1 too', async () => {
    const { s3: east } = lab.as(account, 'us-east-1');
    const Tags = [{ Key: 'a', Value: 'b' }];
    await east.send(new CreateBucketCommand({ Bucket: 'again' }));
    expect(await answerOf(east.send(new CreateBucketCommand({ Bucket: 'again' })))).toBe('granted');
    const tagging = new CreateBucketCommand({ Bucket: 'again', CreateBucketConfiguration: { Tags } });
    expect(await answerOf(east.send(tagging))).toContain('409 BucketAlreadyOwnedByYou');
  });
});

describe('S3 answers', () => {
  test('the older name of eu-west-1 to a bucket that was created with it', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'EU' } as const;
    await s3.send(new CreateBucketCommand({ Bucket: 'older', CreateBucketConfiguration }));
    expect(await s3.send(new GetBucketLocationCommand({ Bucket: 'older' }))).toMatchObject({
      LocationConstraint: 'EU',
    });
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({
      LocationConstraint: 'eu-west-1',
    });
  });

  test('the first page of buckets to an empty token', async () => {
    const { Buckets } = await s3.send(new ListBucketsCommand({ ContinuationToken: '', MaxBuckets: 1 }));
    expect(Buckets).toHaveLength(1);
  });

  test('metadata with its encoded words decoded', async () => {
    await s3.send(new PutObjectCommand({ ...object, Metadata: { a: '=?UTF-8?B?YWJj?=' } }));
    expect((await s3.send(new HeadObjectCommand(object))).Metadata).toEqual({ a: 'abc' });
  });

  test('a copy of the object that a source with a plus names', async () => {
    await newObject({ s3 }, { Bucket, Key: 'a b', Body: 'spaced' });
    await s3.send(new CopyObjectCommand({ ...object, CopySource: 'records/a+b' }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('spaced');
  });

  test('the key with its bucket to a read of tags of no object', async () => {
    const Key = 'none';
    await expect(s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      Key: 'records/none',
    });
  });

  test('no tags to a document without a TagSet', async () => {
    await s3.send(new PutBucketTaggingCommand({ Bucket, ...tagged('a') }));
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: undefined } }));
    expect(await refusalOf(new GetBucketTaggingCommand({ Bucket }))).toContain('404 NoSuchTagSet');
  });
});
