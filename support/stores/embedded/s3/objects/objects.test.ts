import { beforeEach, describe, expect, test } from '@jest/globals';
import { otherAccount } from '../../../../aws/testing/accounts.ts';
import { body, KEY_ARN, type S3UnderTest, s3UnderTest, textOf } from '../testing/s3-under-test.ts';

const Bucket = 'b-1';
const Key = 'k';

let s3: S3UnderTest;
beforeEach(async () => {
  s3 = await s3UnderTest(Bucket);
  await s3.call('PutObject', {
    Bucket,
    Key,
    Body: body('0123456789'),
    Metadata: { colour: 'blue' },
    ContentType: 'text/plain',
    Tagging: 'a=1',
  });
});

const head = (extra: object = {}) => s3.call('HeadObject', { Bucket, Key, ...extra });

describe('a range', () => {
  test.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=7-99', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=4-2', '0123456789', undefined],
    ['bytes=0-1,3-4', '0123456789', undefined],
    ['lines=1-2', '0123456789', undefined],
  ])('%s gives %s', async (Range, expected, ContentRange) => {
    const got = await s3.call('GetObject', { Bucket, Key, Range });
    expect(await textOf(got.Body)).toBe(expected);
    expect([got.ContentRange, got.ContentLength]).toEqual([ContentRange, expected.length]);
  });

  test('the last bytes of an empty object are the whole object, without a range', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutObject', { Bucket: 'b-1', Key: 'empty', Body: body('') });
    const got = await s3.call('GetObject', { Bucket: 'b-1', Key: 'empty', Range: 'bytes=-1' });
    expect(got).toMatchObject({ ContentLength: 0 });
    expect(got.ContentRange).toBeUndefined();
  });

  test.each(['bytes=10-', 'bytes=-0', 'bytes=99-100'])('%s cannot be satisfied', async (Range) => {
    await expect(s3.call('GetObject', { Bucket, Key, Range })).rejects.toMatchObject({
      code: 'InvalidRange',
      status: 416,
      members: { ActualObjectSize: '10', RangeRequested: Range },
    });
  });
});

describe('a condition', () => {
  test.each([
    ['If-None-Match: * on what is there', { IfNoneMatch: '*' }, 'PreconditionFailed', 412],
    ['If-Match of another', { IfMatch: '"other"' }, 'PreconditionFailed', 412],
    ['If-Match of what is not there', { IfMatch: '"other"', Key: 'none' }, 'NoSuchKey', 404],
  ])('on a write: %s is refused', async (_, conditions, code, status) => {
    const write = s3.call('PutObject', { Bucket, Key, Body: body('new'), ...conditions });
    await expect(write).rejects.toMatchObject({ code, status });
    expect((await head()).ContentLength).toBe(10);
  });

  test('on a write is looked at again when the body has come in', async () => {
    async function* slow() {
      yield Buffer.from('late');
      await s3.call('PutObject', { Bucket, Key: 'new', Body: body('first') });
    }
    const write = s3.call('PutObject', { Bucket, Key: 'new', Body: slow(), IfNoneMatch: '*' });
    await expect(write).rejects.toMatchObject({ code: 'PreconditionFailed' });
    expect(await textOf((await s3.call('GetObject', { Bucket, Key: 'new' })).Body)).toBe('first');
  });

  test('on a deletion', async () => {
    const remove = (extra: object) => s3.call('DeleteObject', { Bucket, Key, ...extra });
    await expect(remove({ IfMatch: '"other"' })).rejects.toMatchObject({ status: 412 });
    await expect(remove({ IfMatch: '*', Key: 'none' })).rejects.toMatchObject({ code: 'NoSuchKey' });
    await remove({ IfMatch: (await head()).ETag });
    await expect(head()).rejects.toMatchObject({ code: 'NoSuchKey' });
  });
});

describe('CopyObject', () => {
  const copy = (extra: object = {}) =>
    s3.call('CopyObject', { Bucket, Key: 'copy', CopySource: 'b-1/k', ...extra });

  test('takes bytes, metadata and tags along', async () => {
    const { CopyObjectResult } = await copy();
    const got = await s3.call('GetObject', { Bucket, Key: 'copy' });
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { colour: 'blue' },
      TagCount: 1,
      ETag: CopyObjectResult?.ETag ?? '',
    });
    expect(await textOf(got.Body)).toBe('0123456789');
  });

  test('replaces what it is told to', async () => {
    await copy({ MetadataDirective: 'REPLACE', Metadata: { shape: 'round' }, TaggingDirective: 'REPLACE' });
    const got = await s3.call('GetObject', { Bucket, Key: 'copy' });
    expect(got.Metadata).toEqual({ shape: 'round' });
    expect(got.ContentType).toBe('binary/octet-stream');
    expect(got.TagCount).toBeUndefined();
  });

  test('encrypts anew under the destination’s key', async () => {
    await copy({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN });
    expect(await textOf((await s3.call('GetObject', { Bucket, Key: 'copy' })).Body)).toBe('0123456789');
    s3.kms.disabled.add(KEY_ARN);
    await expect(s3.call('GetObject', { Bucket, Key: 'copy' })).rejects.toMatchObject({ status: 400 });
    expect(await textOf((await s3.call('GetObject', { Bucket, Key })).Body)).toBe('0123456789');
  });

  test('onto itself is illegal unless something changes', async () => {
    await expect(copy({ Key })).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: expect.stringContaining('This copy request is illegal'),
    });
    await copy({ Key, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN });
    await copy({ Key, MetadataDirective: 'REPLACE' });
    await copy({ Key, StorageClass: 'STANDARD_IA' });
    expect(await textOf((await s3.call('GetObject', { Bucket, Key })).Body)).toBe('0123456789');
  });

  test('brings an old version back', async () => {
    await s3.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
    await s3.call('PutObject', { Bucket, Key, Body: body('new') });
    await copy({ Key, CopySource: 'b-1/k?versionId=null' });
    expect(await textOf((await s3.call('GetObject', { Bucket, Key })).Body)).toBe('0123456789');
  });

  test('reads a percent-encoded source', async () => {
    await s3.call('PutObject', { Bucket, Key: 'a b/é?+', Body: body('x') });
    await copy({ CopySource: `/b-1/${encodeURIComponent('a b/é?+')}` });
    expect((await head({ Key: 'copy' })).ContentLength).toBe(1);
  });

  test.each([
    ['no key', { CopySource: 'b-1' }, 'InvalidArgument'],
    ['a missing key', { CopySource: 'b-1/none' }, 'NoSuchKey'],
    ['a missing bucket', { CopySource: 'none/k' }, 'NoSuchBucket'],
  ])('refuses %s', async (_, extra, code) => {
    await expect(copy(extra)).rejects.toMatchObject({ code });
  });
});

describe('a bucket that goes while a body is read', () => {
  test('takes nothing any more, though another of its name has come', async () => {
    async function* slow() {
      yield Buffer.from('late');
      await s3.call('DeleteObject', { Bucket, Key });
      await s3.call('DeleteBucket', { Bucket });
      await s3.call('CreateBucket', { Bucket }, { account: otherAccount });
    }
    const write = s3.call('PutObject', { Bucket, Key: 'late', Body: slow() });
    await expect(write).rejects.toMatchObject({ code: 'NoSuchBucket' });
    expect((await s3.call('ListObjectsV2', { Bucket })).KeyCount).toBe(0);
  });
});

describe('DeleteObjects', () => {
  test('answers for each key, or in silence for what went well', async () => {
    const Objects = [{ Key }, { Key: 'none' }, { Key: 'x', VersionId: 'short' }];
    const answer = await s3.call('DeleteObjects', { Bucket, Delete: { Objects } });
    expect(answer.Deleted).toEqual([{ Key }, { Key: 'none' }]);
    expect(answer.Errors).toMatchObject([{ Key: 'x', VersionId: 'short', Code: 'NoSuchVersion' }]);
    expect(await s3.call('DeleteObjects', { Bucket, Delete: { Objects: [{ Key }], Quiet: true } })).toEqual(
      {},
    );
  });
});

describe('tags', () => {
  test('are replaced and removed, the object otherwise untouched', async () => {
    const before = await head();
    await s3.call('PutObjectTagging', { Bucket, Key, Tagging: { TagSet: [{ Key: 'b', Value: '2' }] } });
    expect((await s3.call('GetObjectTagging', { Bucket, Key })).TagSet).toEqual([{ Key: 'b', Value: '2' }]);
    expect(await head()).toEqual(before);
    await s3.call('DeleteObjectTagging', { Bucket, Key });
    expect(await s3.call('GetObjectTagging', { Bucket, Key })).toEqual({ TagSet: [] });
  });
});

describe('limits', () => {
  test('what is archived cannot be read or copied', async () => {
    await s3.call('PutObject', { Bucket, Key, Body: body('cold'), StorageClass: 'GLACIER' });
    await expect(s3.call('GetObject', { Bucket, Key })).rejects.toMatchObject({ code: 'InvalidObjectState' });
    const copy = s3.call('CopyObject', { Bucket, Key: 'c', CopySource: 'b-1/k' });
    await expect(copy).rejects.toMatchObject({ code: 'InvalidObjectState' });
  });
});

describe('answers', () => {
  test('are overridden as the reader asks', async () => {
    const ResponseExpires = new Date('2030-01-01T00:00:00Z');
    const got = await s3.call('GetObject', { Bucket, Key, ResponseContentType: 'a/b', ResponseExpires });
    expect(got).toMatchObject({ ContentType: 'a/b', ExpiresString: 'Tue, 01 Jan 2030 00:00:00 GMT' });
  });

  test('carry a checksum that came while the body was read, where it is asked for', async () => {
    const input = { Bucket, Key, Body: body('x'), ChecksumCRC32: undefined as string | undefined };
    async function* withTrailer() {
      yield Buffer.from('x');
      input.ChecksumCRC32 = 'jNxs3g==';
    }
    input.Body = withTrailer();
    expect(await s3.call('PutObject', input)).toMatchObject({
      ChecksumCRC32: 'jNxs3g==',
      ChecksumType: 'FULL_OBJECT',
    });
    expect((await head()).ChecksumCRC32).toBeUndefined();
    expect((await head({ ChecksumMode: 'ENABLED' })).ChecksumCRC32).toBe('jNxs3g==');
    const attributes = await s3.call('GetObjectAttributes', {
      Bucket,
      Key,
      ObjectAttributes: ['ETag', 'Checksum', 'ObjectSize'],
    });
    expect(attributes).toMatchObject({
      ETag: expect.not.stringContaining('"'),
      Checksum: { ChecksumCRC32: 'jNxs3g==', ChecksumType: 'FULL_OBJECT' },
      ObjectSize: 1,
    });
  });

  test('tell dates to the second', async () => {
    expect((await head()).LastModified?.getMilliseconds()).toBe(0);
  });
});
