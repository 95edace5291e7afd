import { beforeEach, describe, expect, test } from '@jest/globals';
import { body, type S3UnderTest, s3UnderTest } from '../testing/s3-under-test.ts';

const Bucket = 'b-1';
const Key = 'k';

let s3: S3UnderTest;
beforeEach(async () => {
  s3 = await s3UnderTest(Bucket);
});

const versioning = (Status: 'Enabled' | 'Suspended') =>
  s3.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status } });
const put = (extra: object = {}) => s3.call('PutObject', { Bucket, Key, Body: body('0123456789'), ...extra });

describe('Versions in answers', () => {
  test('a write where versioning is suspended does not tell the null version, a read does', async () => {
    await versioning('Suspended');
    expect(await put()).not.toHaveProperty('VersionId');
    expect(await s3.call('HeadObject', { Bucket, Key })).toHaveProperty('VersionId', 'null');
  });

  test('a copy tells the version of its source, but not the null version', async () => {
    await versioning('Suspended');
    await put();
    const copy = () => s3.call('CopyObject', { Bucket, Key: 'copy', CopySource: `${Bucket}/${Key}` });
    expect(await copy()).not.toHaveProperty('CopySourceVersionId');
    await versioning('Enabled');
    const { VersionId } = await put();
    expect(await copy()).toHaveProperty('CopySourceVersionId', VersionId);
  });

  test('ids have no other marks than dots and underscores', async () => {
    await versioning('Enabled');
    for (let i = 0; i < 50; i++) expect((await put()).VersionId).toMatch(/^[A-Za-z0-9._]{32}$/);
  });

  test('no version but the null version can be asked for, or deleted, where there never was versioning', async () => {
    await put();
    const VersionId = 'A'.repeat(32);
    const refusal = { code: 'InvalidArgument', message: 'Invalid version id specified' };
    await expect(s3.call('GetObject', { Bucket, Key, VersionId })).rejects.toMatchObject(refusal);
    await expect(s3.call('DeleteObject', { Bucket, Key, VersionId })).rejects.toMatchObject(refusal);
    const { Errors } = await s3.call('DeleteObjects', { Bucket, Delete: { Objects: [{ Key, VersionId }] } });
    expect(Errors).toEqual([
      { Key, VersionId, Code: 'NoSuchVersion', Message: 'The specified version does not exist.' },
    ]);
  });
});

describe('A current delete marker', () => {
  const refused = { code: 'MethodNotAllowed', status: 405 };

  test('has neither tags nor an ACL', async () => {
    await versioning('Enabled');
    await put();
    await s3.call('DeleteObject', { Bucket, Key });
    const tagging = { Bucket, Key, Tagging: { TagSet: [] } };
    await expect(s3.call('GetObjectTagging', { Bucket, Key })).rejects.toMatchObject(refused);
    await expect(s3.call('PutObjectTagging', tagging)).rejects.toMatchObject(refused);
    await expect(s3.call('DeleteObjectTagging', { Bucket, Key })).rejects.toMatchObject(refused);
    await expect(s3.call('PutObjectAcl', { Bucket, Key })).rejects.toMatchObject(refused);
  });
});

describe('Checksums in answers', () => {
  const ChecksumCRC32 = 'poTHxg==';

  test.each(['bytes=0-100', 'bytes=0-9', 'bytes=1-0'])('%s of ten bytes is all of them', async (Range) => {
    await put({ ChecksumCRC32 });
    const answer = await s3.call('GetObject', { Bucket, Key, Range, ChecksumMode: 'ENABLED' });
    expect(answer).toMatchObject({ ChecksumCRC32, ChecksumType: 'FULL_OBJECT' });
  });

  test('are not told of a part of the bytes', async () => {
    await put({ ChecksumCRC32 });
    const asked = { Bucket, Key, Range: 'bytes=1-', ChecksumMode: 'ENABLED' } as const;
    expect(await s3.call('GetObject', asked)).not.toHaveProperty('ChecksumCRC32');
  });

  test('are told however ENABLED is spelled', async () => {
    await put({ ChecksumCRC32 });
    const ChecksumMode = 'enabled' as 'ENABLED';
    expect(await s3.call('HeadObject', { Bucket, Key, ChecksumMode })).toMatchObject({ ChecksumCRC32 });
  });

  test('of checksums count the parts, but not among the attributes', async () => {
    const upload = { Bucket, Key, ChecksumAlgorithm: 'CRC32' } as const;
    const { UploadId } = await s3.call('CreateMultipartUpload', upload);
    const part = { Bucket, Key, UploadId, PartNumber: 1, Body: body('0123456789'), ChecksumCRC32 };
    const { ETag } = await s3.call('UploadPart', part);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] };
    const whole = await s3.call('CompleteMultipartUpload', { Bucket, Key, UploadId, MultipartUpload });
    expect(whole.ChecksumCRC32).toMatch(/=-1$/);
    const asked = { Bucket, Key, ObjectAttributes: ['Checksum' as const] };
    const { Checksum } = await s3.call('GetObjectAttributes', asked);
    expect(`${Checksum?.ChecksumCRC32}-1`).toBe(whole.ChecksumCRC32);
  });
});

describe('Buckets in answers', () => {
  test('are told with their ARN, and with a host where they are not at home in us-east-1', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    expect(await s3.call('CreateBucket', { Bucket: 'b-2', CreateBucketConfiguration })).toEqual({
      Location: 'http://b-2.s3.amazonaws.com/',
      BucketArn: 'arn:aws:s3:::b-2',
    });
    expect(await s3.call('HeadBucket', { Bucket })).toMatchObject({ BucketArn: 'arn:aws:s3:::b-1' });
  });

  test('were made at a whole second', () => {
    expect(s3.state.buckets.get(Bucket)?.created.getMilliseconds()).toBe(0);
  });
});
