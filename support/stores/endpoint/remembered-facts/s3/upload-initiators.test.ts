import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint } from '../../testing/fake-endpoint.ts';

const upload = { Bucket: 'mine', Key: 'k', UploadId: 'u' };
const writer = {
  type: 'User',
  accountId: otherAccount,
  userName: 'writer',
  userId: 'AIDAWRITER',
  arn: `arn:aws:iam::${otherAccount}:user/writer`,
} as const;
const root = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
} as const;

/** An endpoint with the bucket of an account, and uploads that exist by their ids. */
const endpointWith = (...uploads: readonly string[]) =>
  fakeEndpoint(({ method, target }) => {
    if (method === 'POST')
      return {
        status: 200,
        body: '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>',
      };
    if (method === 'DELETE') return { status: 204 };
    const listed = new URL(target, 'http://endpoint').searchParams.get('uploadId');
    if (listed !== null && !uploads.includes(listed))
      return { status: 404, body: '<Error><Code>NoSuchUpload</Code><Message>none</Message></Error>' };
    const Buckets =
      '<Buckets><Bucket><Name>mine</Name><CreationDate>2026-01-01T00:00:00Z</CreationDate></Bucket></Buckets>';
    return { status: 200, body: `<ListAllMyBucketsResult>${Buckets}</ListAllMyBucketsResult>` };
  });

type Asked = Pick<Call, 'operation' | 'principal'>;

function send(store: EndpointStore, { operation, principal }: Asked) {
  const call = {
    service: 's3',
    operation,
    input: upload,
    region: 'us-east-1',
    account,
    principal,
    requestId: 'R',
  };
  return store.send(call as unknown as Call);
}

describe('the initiator of an upload at an endpoint', () => {
  test('is remembered until the upload ends', async () => {
    await using endpoint = await endpointWith();
    await using store = new EndpointStore(endpoint.url);
    await send(store, { operation: 'CreateMultipartUpload', principal: writer });
    expect(await store.uploadInitiator(upload)).toMatchObject({ name: writer.arn, userId: writer.userId });
    await send(store, { operation: 'AbortMultipartUpload', principal: root });
    expect(await store.uploadInitiator(upload)).toBeUndefined();
  });

  test('is not that of an upload to another key', async () => {
    await using endpoint = await endpointWith();
    await using store = new EndpointStore(endpoint.url);
    await send(store, { operation: 'CreateMultipartUpload', principal: writer });
    expect(await store.uploadInitiator({ ...upload, Key: 'other' })).toBeUndefined();
  });

  test('is not known of an upload that passed no gateway', async () => {
    await using endpoint = await endpointWith('elsewhere');
    await using store = new EndpointStore(endpoint.url);
    await send(store, { operation: 'CreateMultipartUpload', principal: writer });
    expect(await store.uploadInitiator({ ...upload, UploadId: 'elsewhere' })).toBe('not known');
  });
});
