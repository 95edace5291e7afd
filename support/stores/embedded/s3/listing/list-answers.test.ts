import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { body, s3UnderTest } from '../testing/s3-under-test.ts';

describe('Members of listings', () => {
  test('owners are told by canonical id alone, initiators with a name too', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('PutObject', { Bucket: 'b-1', Key: 'k', Body: body('x') });
    const { UploadId } = await s3.call('CreateMultipartUpload', { Bucket: 'b-1', Key: 'k' });
    const objects = await s3.call('ListObjects', { Bucket: 'b-1' });
    const parts = await s3.call('ListParts', { Bucket: 'b-1', Key: 'k', UploadId });
    expect(Object.keys(objects.Contents?.[0]?.Owner ?? {})).toEqual(['ID']);
    expect(Object.keys(parts.Owner ?? {})).toEqual(['ID']);
    expect(parts.Initiator).toMatchObject({ ID: parts.Owner?.ID, DisplayName: account });
  });

  test('StartAfter is not told on a page that a token asked for', async () => {
    const s3 = await s3UnderTest('b-1');
    for (const Key of ['a', 'b', 'c']) await s3.call('PutObject', { Bucket: 'b-1', Key, Body: body('x') });
    const first = await s3.call('ListObjectsV2', { Bucket: 'b-1', MaxKeys: 1 });
    const second = await s3.call('ListObjectsV2', {
      Bucket: 'b-1',
      StartAfter: 'b',
      ContinuationToken: first.NextContinuationToken,
    });
    expect(second.Contents?.map((one) => one.Key)).toEqual(['b', 'c']);
    expect(second.StartAfter).toBeUndefined();
  });
});

describe('ListBuckets', () => {
  test('tells region and ARN where it is asked for a page, and takes an empty token for none', async () => {
    const s3 = await s3UnderTest('b-1');
    await s3.call('CreateBucket', { Bucket: 'b-2' });
    const page = await s3.call('ListBuckets', { ContinuationToken: '', MaxBuckets: 1 });
    expect(page.Buckets).toMatchObject([
      { Name: 'b-1', BucketRegion: 'us-east-1', BucketArn: 'arn:aws:s3:::b-1' },
    ]);
    expect(page.ContinuationToken).toBeDefined();
  });
});

describe('ListMultipartUploads', () => {
  async function uploads(...keys: string[]) {
    const s3 = await s3UnderTest('b-1');
    const ids: (string | undefined)[] = [];
    for (const Key of keys)
      ids.push((await s3.call('CreateMultipartUpload', { Bucket: 'b-1', Key })).UploadId);
    return { s3, ids };
  }

  test('names the last upload of a page that is the last, too', async () => {
    const { s3, ids } = await uploads('a', 'b');
    const page = await s3.call('ListMultipartUploads', { Bucket: 'b-1' });
    expect(page).toMatchObject({ IsTruncated: false, NextKeyMarker: 'b', NextUploadIdMarker: ids[1] });
  });

  test('has empty markers where a page has no upload', async () => {
    const { s3 } = await uploads('a/1');
    const page = await s3.call('ListMultipartUploads', { Bucket: 'b-1', Delimiter: '/' });
    expect(page).toMatchObject({ NextKeyMarker: '', NextUploadIdMarker: '' });
  });
});
