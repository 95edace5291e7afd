import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call, Conditions } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const region = 'eu-west-1';
const open = { algorithm: 'AES256' } as const;
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';
const date = 'Mon, 01 Jan 2024 00:00:00 GMT';
const underKey = {
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': `arn:aws:kms:${region}:${account}:key/k`,
};

/** Answers with the attributes of an object, and then with a head. */
function attributesAndHead(head: Told): (seen: Seen) => Told {
  return ({ method, target }) => {
    if (target === '/') return { status: 200, body: BUCKETS };
    if (target === '/mine') return { status: 200, headers: { 'x-amz-bucket-region': region } };
    if (method === 'HEAD') return head;
    const body =
      '<GetObjectAttributesResponse><ETag>one</ETag><ObjectSize>3</ObjectSize></GetObjectAttributesResponse>';
    return { status: 200, headers: { 'last-modified': date }, body };
  };
}

async function attributes(
  head: Told,
  asked: readonly string[],
  encryption: Conditions['encryption'] = open,
): Promise<{ answer: string; sent: unknown }> {
  await using endpoint = await fakeEndpoint(attributesAndHead(head));
  await using store = new EndpointStore(endpoint.url);
  await store.read({ service: 's3', operation: 'ListBuckets', input: {}, account, region });
  const call = {
    service: 's3',
    operation: 'GetObjectAttributes',
    input: { Bucket: 'mine', Key: 'k', ObjectAttributes: asked },
    ...{ region, account, requestId: 'OURS' },
    principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
    conditions: { encryption },
  };
  const { body } = await store.send(call as unknown as Call);
  const sent = endpoint.seen.find(({ target }) => target.includes('attributes'));
  return { answer: String(body), sent: sent?.headers['x-amz-object-attributes'] };
}

describe('GetObjectAttributes', () => {
  test.each([
    ['another ETag', { status: 200, headers: { etag: '"two"', 'last-modified': date } }],
    ['another date', { status: 200, headers: { etag: '"one"' } }],
    ['a KMS key', { status: 200, headers: { etag: '"one"', 'last-modified': date, ...underKey } }],
    ['no object', { status: 404 }],
  ])('is not answered if the head shows %s afterwards', async (_, head) => {
    await expect(attributes(head, ['ObjectSize'])).rejects.toBeInstanceOf(StaleDecisionError);
  });

  const same = { status: 200, headers: { etag: '"one"', 'last-modified': date } };

  test('is not answered if there was no object when it was decided', async () => {
    await expect(attributes(same, ['ObjectSize'], 'nothing')).rejects.toBeInstanceOf(StaleDecisionError);
  });

  test('is answered with what was asked, if the head shows the same object', async () => {
    const { answer, sent } = await attributes(same, ['ObjectSize']);
    expect(String(sent)).toContain('ETag');
    expect(answer).toContain('<ObjectSize>3</ObjectSize>');
    expect(answer).not.toContain('ETag');
    expect((await attributes(same, ['ETag'])).answer).toContain('<ETag>one</ETag>');
  });
});
