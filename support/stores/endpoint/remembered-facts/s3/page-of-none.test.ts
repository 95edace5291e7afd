import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint } from '../../testing/fake-endpoint.ts';

const principal = { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account };

/** The answer to a list of LocalStack, which takes 0 for its default limit. */
const lists: Readonly<Record<string, string>> = {
  ListObjects:
    '<ListBucketResult><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated><NextMarker>known</NextMarker><Contents><Key>known</Key></Contents></ListBucketResult>',
  ListObjectsV2:
    '<ListBucketResult><MaxKeys>1000</MaxKeys><KeyCount>2</KeyCount><IsTruncated>true</IsTruncated><NextContinuationToken>known</NextContinuationToken><Contents><Key>known</Key></Contents><CommonPrefixes><Prefix>known</Prefix></CommonPrefixes></ListBucketResult>',
  ListObjectVersions:
    '<ListVersionsResult><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated><NextKeyMarker>known</NextKeyMarker><NextVersionIdMarker>known</NextVersionIdMarker><Version><Key>known</Key></Version><DeleteMarker><Key>known</Key></DeleteMarker></ListVersionsResult>',
  ListMultipartUploads:
    '<ListMultipartUploadsResult><MaxUploads>1000</MaxUploads><IsTruncated>true</IsTruncated><NextKeyMarker>known</NextKeyMarker><NextUploadIdMarker>known</NextUploadIdMarker><Upload><Key>known</Key></Upload></ListMultipartUploadsResult>',
  ListParts:
    '<ListPartsResult><MaxParts>1000</MaxParts><IsTruncated>true</IsTruncated><NextPartNumberMarker>7</NextPartNumberMarker><Part><ETag>known</ETag></Part></ListPartsResult>',
};

describe('a list that is asked for no entries has none, although the endpoint lists some', () => {
  test.each<[keyof typeof lists & string, string]>([
    ['ListObjects', 'MaxKeys'],
    ['ListObjectsV2', 'MaxKeys'],
    ['ListObjectVersions', 'MaxKeys'],
    ['ListMultipartUploads', 'MaxUploads'],
    ['ListParts', 'MaxParts'],
  ])('%s', async (operation, limit) => {
    await using endpoint = await fakeEndpoint(() => ({ status: 200, body: lists[operation] ?? '' }));
    await using store = new EndpointStore(endpoint.url);
    const body = async (most: number) => {
      const input = { Bucket: 'mine', Key: 'k', UploadId: 'u', [limit]: most };
      const call = {
        service: 's3',
        operation,
        input,
        region: 'eu-west-1',
        account,
        principal,
        requestId: 'R',
      };
      const response = await store.send(call as unknown as Call);
      const answered = response.body ?? '';
      return typeof answered === 'string' || answered instanceof Uint8Array
        ? Buffer.from(answered).toString()
        : text(answered);
    };
    expect(await body(1)).toMatch(/known|>7</);
    expect(await body(0)).not.toMatch(/known|>7</);
    expect(await body(0)).toContain(`<${limit}>0</${limit}>`);
    expect(await body(0)).toContain('<IsTruncated>false</IsTruncated>');
  });
});
