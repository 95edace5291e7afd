import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { body, KEY_ARN, type S3UnderTest, s3UnderTest, textOf } from '../testing/s3-under-test.ts';

const Bucket = 'b-1';
const OTHER_KEY = KEY_ARN.replace('key/1', 'key/9');
const withKms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN } as const;

async function s3With(extra: object, content = 'secret'): Promise<S3UnderTest> {
  const s3 = await s3UnderTest(Bucket);
  await s3.call('PutObject', { Bucket, Key: 'k', Body: body(content), ...extra });
  return s3;
}

const read = (s3: S3UnderTest, extra: object = {}) => s3.call('GetObject', { Bucket, Key: 'k', ...extra });

describe('SSE-KMS', () => {
  test('a disabled key makes the bytes unreadable, and S3 says so in its own form', async () => {
    const s3 = await s3With(withKms);
    s3.kms.disabled.add(KEY_ARN);
    const refusal = { code: 'KMS.DisabledException', status: 400, message: `${KEY_ARN} is disabled.` };
    await expect(read(s3)).rejects.toMatchObject(refusal);
    await expect(
      s3.call('PutObject', { Bucket, Key: 'n', Body: body('x'), ...withKms }),
    ).rejects.toMatchObject(refusal);
    await expect(s3.call('CopyObject', { Bucket, Key: 'c', CopySource: 'b-1/k' })).rejects.toMatchObject(
      refusal,
    );
    s3.kms.disabled.clear();
    expect(await textOf((await read(s3)).Body)).toBe('secret');
  });

  test('HEAD, listing and deleting ask KMS nothing', async () => {
    const s3 = await s3With(withKms);
    s3.kms.disabled.add(KEY_ARN);
    expect(await s3.call('HeadObject', { Bucket, Key: 'k' })).toMatchObject(withKms);
    expect((await s3.call('ListObjectsV2', { Bucket })).KeyCount).toBe(1);
    await s3.call('DeleteObject', { Bucket, Key: 'k' });
    expect(s3.kms.contexts).toHaveLength(1);
  });

  test.each([
    ['the object', {}, { 'aws:s3:arn': 'arn:aws:s3:::b-1/k' }],
    ['the bucket, with a Bucket Key', { BucketKeyEnabled: true }, { 'aws:s3:arn': 'arn:aws:s3:::b-1' }],
    [
      'the object and what the caller adds',
      { SSEKMSEncryptionContext: Buffer.from('{"team":"blue"}').toString('base64') },
      { 'aws:s3:arn': 'arn:aws:s3:::b-1/k', team: 'blue' },
    ],
  ])('the data key is bound to %s', async (_, extra, context) => {
    const s3 = await s3With({ ...withKms, ...extra });
    await read(s3);
    expect(s3.kms.contexts).toEqual([context, context]);
  });

  test('an encryption context that is no map of strings is refused', async () => {
    const s3 = await s3UnderTest(Bucket);
    const SSEKMSEncryptionContext = Buffer.from('["a"]').toString('base64');
    await expect(
      s3.call('PutObject', { Bucket, Key: 'k', Body: body(''), ...withKms, SSEKMSEncryptionContext }),
    ).rejects.toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('SSE-C', () => {
  const key = (letter: string) => {
    const bytes = Buffer.alloc(32, letter);
    return {
      SSECustomerAlgorithm: 'AES256',
      SSECustomerKey: bytes.toString('base64'),
      SSECustomerKeyMD5: createHash('md5').update(bytes).digest('base64'),
    };
  };

  test('only the key it was put with opens an object', async () => {
    const s3 = await s3With(key('a'));
    expect(await textOf((await read(s3, key('a'))).Body)).toBe('secret');
    await expect(read(s3, key('b'))).rejects.toMatchObject({ code: 'AccessDenied' });
    await expect(read(s3)).rejects.toMatchObject({ code: 'InvalidRequest' });
    await expect(s3.call('HeadObject', { Bucket, Key: 'k' })).rejects.toMatchObject({ status: 400 });
  });

  test('is refused for an object that has none', async () => {
    const s3 = await s3With({});
    await expect(read(s3, key('a'))).rejects.toMatchObject({ code: 'InvalidRequest' });
  });
});

describe('UpdateObjectEncryption', () => {
  const to = (KMSKeyArn: string) => ({ Bucket, Key: 'k', ObjectEncryption: { SSEKMS: { KMSKeyArn } } });

  test.each([
    ['from SSE-S3', {}],
    ['from another KMS key', withKms],
  ])('moves an object %s to a key, and changes nothing else', async (_, extra) => {
    const s3 = await s3With(extra);
    const before = await s3.call('HeadObject', { Bucket, Key: 'k' });
    await s3.call('UpdateObjectEncryption', to(OTHER_KEY));
    const after = await s3.call('HeadObject', { Bucket, Key: 'k' });
    expect(after).toEqual({ ...before, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: OTHER_KEY });
    s3.kms.disabled.add(KEY_ARN);
    expect(await textOf((await read(s3)).Body)).toBe('secret');
    s3.kms.disabled.add(OTHER_KEY);
    await expect(read(s3)).rejects.toMatchObject({ code: 'KMS.DisabledException' });
  });

  test('may be done again and again', async () => {
    const s3 = await s3With(withKms);
    for (const arn of [OTHER_KEY, KEY_ARN, OTHER_KEY]) await s3.call('UpdateObjectEncryption', to(arn));
    expect(await textOf((await read(s3)).Body)).toBe('secret');
  });

  test('needs the old key', async () => {
    const s3 = await s3With(withKms);
    s3.kms.disabled.add(KEY_ARN);
    await expect(s3.call('UpdateObjectEncryption', to(OTHER_KEY))).rejects.toMatchObject({
      code: 'KMS.DisabledException',
    });
  });
});
