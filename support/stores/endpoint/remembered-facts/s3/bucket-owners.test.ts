import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../../aws/testing/accounts.ts';
import { streamBody } from '../../../../wire/body/stream-body.ts';
import { VerifiedPayload } from '../../../../wire/body/verified-payload.ts';
import { parseTarget } from '../../../../wire/request-head.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const at = { account, region: 'eu-west-1' } as const;

/** An endpoint with one bucket, and the account that owns it now. */
class Endpoint {
  owner = account;
  made = '2026-11-29T00:00:00.000Z';

  answer({ target, method, headers }: Seen): Told {
    const caller = /Credential=(\d{12})/.exec(headers.authorization ?? '')?.[1];
    const bucket =
      caller === this.owner
        ? `<Bucket><Name>mine</Name><CreationDate>${this.made}</CreationDate></Bucket>`
        : '';
    const body = `<ListAllMyBucketsResult><Buckets>${bucket}</Buckets></ListAllMyBucketsResult>`;
    if (target === '/') return { status: 200, body };
    if (method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
    return { status: 200, headers: { etag: '"e"' } };
  }
}

const call = (operation: Call['operation'], input: object): Call => ({
  service: 's3',
  operation,
  input: { Bucket: 'mine', ...input } as never,
  ...at,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
  conditions: { bucketOwners: { mine: account } },
});

/** Both accounts are known, and the bucket is looked up anew. */
async function know(store: EndpointStore): Promise<void> {
  for (const one of [account, otherAccount])
    await store.read({ service: 's3', operation: 'ListBuckets', input: {}, ...at, account: one });
}

/** A body of two pieces, between which something happens. */
function upload(meanwhile: () => Promise<void>): VerifiedPayload {
  const headers = { host: 'localhost', 'content-length': '6' };
  async function* body() {
    yield Buffer.from('abc');
    await meanwhile();
    yield Buffer.from('def');
  }
  const head = parseTarget({
    method: 'PUT',
    target: '/mine/k',
    headers,
    duplicated: [],
    body: body(),
  } as never);
  return new VerifiedPayload(streamBody({ body: body(), head, expectation: { kind: 'unsigned' } }));
}

const writes = ({ method }: Seen) => method === 'PUT' || method === 'POST';

test.each<[Call['operation'], object]>([
  ['PutObject', { Key: 'k' }],
  ['PutBucketTagging', { Tagging: { TagSet: [] } }],
  ['DeleteObjects', { Delete: { Objects: [{ Key: 'k' }] } }],
  ['CreateMultipartUpload', { Key: 'k' }],
])('%s is not sent to a bucket that is another account’s by then', async (operation, input) => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  state.owner = otherAccount;
  await know(store);
  await expect(store.send(call(operation, input))).rejects.toBeInstanceOf(StaleDecisionError);
  expect(endpoint.seen.filter(writes)).toEqual([]);
});

test('an upload does not end if its bucket became another account’s while its body was read', async () => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await know(store);
  const Body = upload(async () => {
    await store.send({ ...call('DeleteBucket', {}), conditions: undefined });
    state.owner = otherAccount;
  });
  const put = store.send(call('PutObject', { Key: 'k', Body, ContentLength: 6 }));
  await expect(put).rejects.toMatchObject({ code: 'NoSuchBucket', status: 404 });
  expect(endpoint.seen.filter(writes)).toEqual([]);
});

test('an upload ends if its bucket is still the same account’s', async () => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await know(store);
  const Body = upload(async () => {});
  await store.send(call('PutObject', { Key: 'k', Body, ContentLength: 6 }));
  expect(endpoint.seen.filter(writes)).toMatchObject([{ body: 'abcdef' }]);
});

test('a call is not sent to a bucket that its own account made anew by then', async () => {
  const state = new Endpoint();
  await using endpoint = await fakeEndpoint((seen) => state.answer(seen));
  await using store = new EndpointStore(endpoint.url);
  await know(store);
  const id = await store.bucketId('mine');
  const conditions = { bucketOwners: { mine: account }, bucketIds: { mine: id ?? '' } };
  await store.send({ ...call('PutObject', { Key: 'k' }), conditions });
  await store.send({ ...call('DeleteBucket', {}), conditions: undefined });
  state.made = '2026-11-29T00:00:01.000Z';
  const put = store.send({ ...call('PutObject', { Key: 'k' }), conditions });
  await expect(put).rejects.toBeInstanceOf(StaleDecisionError);
  expect(endpoint.seen.filter(writes)).toHaveLength(1);
});
