import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checksumAlgorithms } from '../../../../wire/body/checksum-algorithms.ts';
import { body, bytesOf, KEY_ARN, type S3UnderTest, s3UnderTest } from '../testing/s3-under-test.ts';
import { combinedCrc } from './crc-combination.ts';

const Bucket = 'b-1';
const Key = 'k';
const MIN = 5 * 1024 * 1024;
const first = randomBytes(MIN);
const last = Buffer.from('the end');

let s3: S3UnderTest;
beforeEach(async () => {
  s3 = await s3UnderTest(Bucket);
});

async function begin(extra: object = {}): Promise<string> {
  const { UploadId } = await s3.call('CreateMultipartUpload', { Bucket, Key, ...extra });
  return UploadId ?? '';
}

async function put(UploadId: string, PartNumber: number, bytes: Uint8Array, extra: object = {}) {
  const input = { Bucket, Key, UploadId, PartNumber, Body: body(bytes), ...extra };
  return { PartNumber, ETag: (await s3.call('UploadPart', input)).ETag, ...extra };
}

const complete = (UploadId: string, Parts: object[], extra: object = {}) =>
  s3.call('CompleteMultipartUpload', { Bucket, Key, UploadId, MultipartUpload: { Parts }, ...extra });

describe('an upload in parts', () => {
  test('becomes the parts listed, in order, with an ETag of their ETags', async () => {
    const id = await begin({ Metadata: { colour: 'blue' }, ContentType: 'text/plain', Tagging: 'a=1' });
    const parts = [await put(id, 1, first), await put(id, 7, last)];
    await put(id, 3, Buffer.from('not listed'));
    const done = await complete(id, parts);
    const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();
    expect(done.ETag).toBe(`"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`);
    const got = await s3.call('GetObject', { Bucket, Key });
    expect(got).toMatchObject({ ContentType: 'text/plain', Metadata: { colour: 'blue' }, TagCount: 1 });
    expect((await bytesOf(got.Body)).equals(Buffer.concat([first, last]))).toBe(true);
    await expect(complete(id, parts.slice(0, 1))).rejects.toMatchObject({
      code: 'NoSuchUpload',
      members: { UploadId: id },
    });
  });

  test('is completed once, whether or not its completion is sent again', async () => {
    const id = await begin();
    const parts = [await put(id, 1, first)];
    const done = await complete(id, parts);
    await s3.call('DeleteObject', { Bucket, Key });
    expect(await complete(id, parts)).toEqual(done);
    await expect(s3.call('GetObject', { Bucket, Key })).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  test('gives single parts by number', async () => {
    const id = await begin();
    await complete(id, [await put(id, 1, first), await put(id, 2, last)]);
    const got = await s3.call('GetObject', { Bucket, Key, PartNumber: 2 });
    expect(got).toMatchObject({
      PartsCount: 2,
      ContentLength: last.length,
      ContentRange: `bytes ${MIN}-${MIN + last.length - 1}/${MIN + last.length}`,
    });
    expect((await bytesOf(got.Body)).equals(last)).toBe(true);
    await expect(s3.call('GetObject', { Bucket, Key, PartNumber: 3 })).rejects.toMatchObject({ status: 416 });
  });

  test('a part put again takes the place of the earlier', async () => {
    const id = await begin();
    await put(id, 1, Buffer.from('old'));
    await complete(id, [await put(id, 1, last)]);
    expect(await bytesOf((await s3.call('GetObject', { Bucket, Key })).Body)).toEqual(last);
  });

  test('leaves nothing behind when it is aborted, on the disk neither', async () => {
    const id = await begin();
    await put(id, 1, first);
    expect(s3.state.spillFile.used).toBe(5);
    await s3.call('AbortMultipartUpload', { Bucket, Key, UploadId: id });
    expect(s3.state.spillFile.used).toBe(0);
    await expect(put(id, 2, last)).rejects.toMatchObject({ code: 'NoSuchUpload' });
    await expect(s3.call('HeadObject', { Bucket, Key })).rejects.toMatchObject({ code: 'NoSuchKey' });
  });

  test('takes no part that arrives after the abort', async () => {
    const id = await begin();
    async function* slow() {
      yield first;
      await s3.call('AbortMultipartUpload', { Bucket, Key, UploadId: id });
    }
    await expect(
      s3.call('UploadPart', { Bucket, Key, UploadId: id, PartNumber: 1, Body: slow() }),
    ).rejects.toMatchObject({ code: 'NoSuchUpload' });
    expect(s3.state.spillFile.used).toBe(0);
  });

  test('asks KMS for one data key, and for it again at every part and at the end', async () => {
    const id = await begin({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY_ARN });
    const part = await put(id, 1, last);
    expect(s3.kms.contexts).toHaveLength(2);
    s3.kms.disabled.add(KEY_ARN);
    await expect(put(id, 2, last)).rejects.toMatchObject({ code: 'KMS.DisabledException' });
    await expect(complete(id, [part])).rejects.toMatchObject({ code: 'KMS.DisabledException' });
    s3.kms.disabled.clear();
    expect(await complete(id, [part])).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: KEY_ARN,
    });
  });
});

describe('CompleteMultipartUpload refuses', () => {
  test.each([
    ['a part that was not put', (a: object) => [a, { PartNumber: 9, ETag: '"x"' }], 'InvalidPart'],
    ['another ETag', () => [{ PartNumber: 1, ETag: '"0123"' }], 'InvalidPart'],
    ['a small part that is not the last', (a: object, b: object) => [a, b], 'EntityTooSmall'],
  ])('%s', async (_, list, code) => {
    const id = await begin();
    const parts = list(await put(id, 1, Buffer.from('small')), await put(id, 2, last));
    await expect(complete(id, parts)).rejects.toMatchObject({ code, status: 400 });
    expect((await s3.call('ListParts', { Bucket, Key, UploadId: id })).Parts).toHaveLength(2);
  });

  test('to overwrite where it must not', async () => {
    await s3.call('PutObject', { Bucket, Key, Body: body('there') });
    const id = await begin();
    await expect(complete(id, [await put(id, 1, last)], { IfNoneMatch: '*' })).rejects.toMatchObject({
      code: 'PreconditionFailed',
    });
  });
});

describe('checksums', () => {
  const digest = async (algorithm: 'CRC32' | 'SHA256' | 'CRC64NVME', bytes: Uint8Array) => {
    const running = checksumAlgorithms[algorithm].start();
    running.update(bytes);
    return Buffer.from(await running.digest()).toString('base64');
  };

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    '%s of a whole follows from its parts',
    async (algorithm) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
          async (pieces) => {
            const of = async (bytes: Uint8Array) => {
              const running = checksumAlgorithms[algorithm].start();
              running.update(bytes);
              return Buffer.from(await running.digest()).toString('base64');
            };
            const parts = await Promise.all(
              pieces.map(async (piece) => ({ value: await of(piece), size: piece.length })),
            );
            expect(combinedCrc(algorithm, parts)).toBe(await of(Buffer.concat(pieces)));
          },
        ),
      );
    },
  );

  test('CRC32 is the one that other programs compute', () => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crc32('hello world'));
    const of = (text: string) => {
      const part = Buffer.alloc(4);
      part.writeUInt32BE(crc32(text));
      return { value: part.toString('base64'), size: text.length };
    };
    expect(combinedCrc('CRC32', [of('hello '), of('world')])).toBe(value.toString('base64'));
  });

  test('an upload that names none gets a CRC64NVME of the whole', async () => {
    const id = await begin();
    const a = await put(id, 1, first, { ChecksumCRC32: await digest('CRC32', first) });
    const b = await put(id, 2, last, { ChecksumCRC32: await digest('CRC32', last) });
    const whole = await digest('CRC64NVME', Buffer.concat([first, last]));
    expect(await complete(id, [a, b])).toMatchObject({
      ChecksumCRC64NVME: whole,
      ChecksumType: 'FULL_OBJECT',
    });
    const head = await s3.call('HeadObject', { Bucket, Key, ChecksumMode: 'ENABLED' });
    expect(head.ChecksumCRC64NVME).toBe(whole);
  });

  test('a digest is composite: of the parts’ digests, and must be told of each', async () => {
    const id = await begin({ ChecksumAlgorithm: 'SHA256' });
    const part = await put(id, 1, last, { ChecksumSHA256: await digest('SHA256', last) });
    await expect(complete(id, [{ PartNumber: 1, ETag: part.ETag }])).rejects.toMatchObject({
      code: 'InvalidRequest',
    });
    const composite = createHash('sha256')
      .update(createHash('sha256').update(last).digest())
      .digest('base64');
    expect(await complete(id, [part])).toMatchObject({
      ChecksumSHA256: `${composite}-1`,
      ChecksumType: 'COMPOSITE',
    });
  });

  test('a wrong checksum of the whole is found out', async () => {
    const id = await begin({ ChecksumAlgorithm: 'CRC64NVME' });
    const part = await put(id, 1, last, { ChecksumCRC64NVME: await digest('CRC64NVME', last) });
    await expect(complete(id, [part], { ChecksumCRC64NVME: 'AAAAAAAAAAA=' })).rejects.toMatchObject({
      code: 'BadDigest',
    });
  });
});

describe('listings', () => {
  test('of parts come in pages, by number', async () => {
    const id = await begin();
    for (const number of [5, 1, 3]) await put(id, number, last);
    const page = await s3.call('ListParts', { Bucket, Key, UploadId: id, MaxParts: 2 });
    expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '3' });
    const rest = await s3.call('ListParts', { Bucket, Key, UploadId: id, PartNumberMarker: '3' });
    expect(rest.Parts?.map((part) => part.PartNumber)).toEqual([5]);
  });

  test('of uploads page through keys and through uploads of one key', async () => {
    const ids: (string | undefined)[] = [];
    for (const name of ['b', 'a/1', 'b', 'a/2'])
      ids.push((await s3.call('CreateMultipartUpload', { Bucket, Key: name })).UploadId);
    const found: string[] = [];
    let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (let truncated = true; truncated; ) {
      const page = await s3.call('ListMultipartUploads', {
        Bucket,
        Delimiter: '/',
        MaxUploads: 1,
        ...markers,
      });
      found.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix ?? ''));
      found.push(...(page.Uploads ?? []).map((one) => one.UploadId ?? ''));
      truncated = page.IsTruncated === true;
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
    }
    expect(found).toEqual(['a/', ids[0], ids[2]]);
  });
});

describe('UploadPartCopy', () => {
  test('takes a range of an object', async () => {
    await s3.call('PutObject', { Bucket, Key: 'source', Body: body('0123456789') });
    const id = await begin();
    const input = { Bucket, Key, UploadId: id, PartNumber: 1, CopySource: 'b-1/source' };
    const part = await s3.call('UploadPartCopy', { ...input, CopySourceRange: 'bytes=2-5' });
    await complete(id, [{ PartNumber: 1, ETag: part.CopyPartResult?.ETag }]);
    expect((await bytesOf((await s3.call('GetObject', { Bucket, Key })).Body)).toString()).toBe('2345');
  });

  test.each([
    ['bytes=0-10', 'InvalidArgument'],
    ['bytes=10-11', 'InvalidRequest'],
  ])('refuses %s of ten bytes', async (CopySourceRange, code) => {
    await s3.call('PutObject', { Bucket, Key: 'source', Body: body('0123456789') });
    const id = await begin();
    const input = { Bucket, Key, UploadId: id, PartNumber: 1, CopySource: 'b-1/source', CopySourceRange };
    await expect(s3.call('UploadPartCopy', input)).rejects.toMatchObject({ code });
  });
});
