import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { body, KEY_ARN, s3UnderTest, textOf } from './testing/s3-under-test.ts';

describe('objects', () => {
  test('what was put is what one gets, with what the writer said of it', async () => {
    const s3 = await s3UnderTest('b-1');
    const put = await s3.call('PutObject', {
      Bucket: 'b-1',
      Key: 'k',
      Body: body('hello ', 'world'),
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { Colour: 'blue' },
      Tagging: 'a=1&b=2',
    });
    const md5 = createHash('md5').update('hello world').digest('hex');
    expect(put).toEqual({ ETag: `"${md5}"`, ServerSideEncryption: 'AES256' });
    const got = await s3.call('GetObject', { Bucket: 'b-1', Key: 'k' });
    expect(got).toMatchObject({
      AcceptRanges: 'bytes',
      ContentLength: 11,
      ETag: `"${md5}"`,
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { colour: 'blue' },
      TagCount: 2,
      ServerSideEncryption: 'AES256',
    });
    expect(await textOf(got.Body)).toBe('hello world');
  });

  test('a body that breaks off leaves nothing behind', async () => {
    const s3 = await s3UnderTest('b-1');
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the client went away');
    }
    await expect(s3.call('PutObject', { Bucket: 'b-1', Key: 'k', Body: broken() })).rejects.toThrow(
      'went away',
    );
    await expect(s3.call('HeadObject', { Bucket: 'b-1', Key: 'k' })).rejects.toMatchObject({
      code: 'NoSuchKey',
    });
    await s3.call('DeleteBucket', { Bucket: 'b-1' });
  });

  test('an object under a KMS key has an ETag that is not its MD5, and tells its key', async () => {
    const s3 = await s3UnderTest('b-1');
    const input = { Bucket: 'b-1', Key: 'k', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN } as const;
    const put = await s3.call('PutObject', { ...input, Body: body('x') });
    expect(put).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN });
    expect(put.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(put.ETag).not.toBe(`"${createHash('md5').update('x').digest('hex')}"`);
  });
});
