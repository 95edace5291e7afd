import { expect, test } from '@jest/globals';
import { body, s3UnderTest } from '../testing/s3-under-test.ts';

const Bucket = 'b-1';
const Key = 'k';

async function begun(before: 'an object' | 'nothing') {
  const s3 = await s3UnderTest(Bucket);
  const put = async () => (await s3.call('PutObject', { Bucket, Key, Body: body('same') })).ETag;
  const ETag = before === 'an object' ? await put() : undefined;
  const { UploadId } = await s3.call('CreateMultipartUpload', { Bucket, Key });
  const part = await s3.call('UploadPart', { Bucket, Key, UploadId, PartNumber: 1, Body: body('x') });
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
  const complete = (condition: object) =>
    s3.call('CompleteMultipartUpload', { Bucket, Key, UploadId, MultipartUpload, ...condition });
  return { s3, put, ETag, complete };
}

const conflict = { code: 'ConditionalRequestConflict', status: 409 };

test('an upload whose key was written meanwhile, be it the same, conflicts with If-Match', async () => {
  const { put, ETag, complete } = await begun('an object');
  await put();
  await expect(complete({ IfMatch: ETag })).rejects.toMatchObject(conflict);
  await expect(complete({})).resolves.toMatchObject({ Key });
});

test('an upload whose key was deleted meanwhile conflicts with If-None-Match', async () => {
  const { s3, complete } = await begun('an object');
  await s3.call('DeleteObject', { Bucket, Key });
  await expect(complete({ IfNoneMatch: '*' })).rejects.toMatchObject(conflict);
});

test('an upload whose key was left alone completes under either condition', async () => {
  const { ETag, complete } = await begun('an object');
  await expect(complete({ IfMatch: ETag })).resolves.toMatchObject({ Key });
  const { complete: completeNew } = await begun('nothing');
  await expect(completeNew({ IfNoneMatch: '*' })).resolves.toMatchObject({ Key });
});
