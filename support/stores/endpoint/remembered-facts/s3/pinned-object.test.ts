import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call, Conditions } from '../../../store.ts';
import { EndpointStore } from '../../endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../testing/fake-endpoint.ts';

const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1b2c3d4e-0000-4000-8000-000000000000`;
const open = { algorithm: 'AES256' } as const;
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';

/** A bucket with an object, which may be replaced before it is copied. */
class Source {
  head: Record<string, string> = { etag: '"one"' };
  /** The status of the answer to HeadObject. */
  status = 200;
  listed = true;
  replaced = false;
  /** The condition that the endpoint says does not hold. */
  condition = '';

  answer({ method, target, headers }: Seen): Told {
    if (target === '/') return { status: 200, body: BUCKETS };
    if (target === '/mine') return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
    if (target.includes('versions')) return { status: 200, body: this.#listing };
    if (method === 'HEAD') return { status: this.status, headers: this.head };
    const pinned = headers['x-amz-copy-source-if-match'];
    return this.replaced && pinned !== undefined
      ? {
          status: 412,
          body: `<Error><Code>PreconditionFailed</Code><Condition>${this.condition}</Condition></Error>`,
        }
      : { status: 200, body: '<CopyObjectResult><ETag>"copy"</ETag></CopyObjectResult>' };
  }

  get #listing(): string {
    const version = '<Version><Key>k</Key><VersionId>null</VersionId><IsLatest>true</IsLatest></Version>';
    return `<ListVersionsResult>${this.listed ? version : ''}</ListVersionsResult>`;
  }
}

const copy = (more: object = {}, encryption: Conditions['encryption'] = open): Call => ({
  service: 's3',
  operation: 'CopyObject',
  input: { Bucket: 'mine', Key: 'copy', CopySource: 'mine/k', ...more } as never,
  region: 'eu-west-1',
  account,
  principal: { type: 'Root', accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  requestId: 'OURS',
  conditions: { encryption },
});

const copies = ({ method }: Seen) => method === 'PUT';

describe('a copy is of what was decided on', () => {
  async function copying(source: Source, call: Call): Promise<readonly Seen[]> {
    await using endpoint = await fakeEndpoint((seen) => source.answer(seen));
    await using store = new EndpointStore(endpoint.url);
    await store.read({ service: 's3', operation: 'ListBuckets', input: {}, account, region: 'eu-west-1' });
    try {
      await store.send(call);
    } catch (error) {
      if (error instanceof StaleDecisionError)
        expect(source.replaced || endpoint.seen.some(copies)).toBe(source.replaced);
      throw error;
    }
    return endpoint.seen.filter(copies);
  }

  test('and is held to its content', async () => {
    const [sent] = await copying(new Source(), copy());
    expect(sent?.headers['x-amz-copy-source-if-match']).toBe('"one"');
  });

  test.each(['x-amz-copy-source-if-match', 'x-amz-copy-source-if-none-match'])(
    'unless the caller has a condition of its own: %s',
    async (header) => {
      const member = header.endsWith('none-match') ? 'CopySourceIfNoneMatch' : 'CopySourceIfMatch';
      const [sent] = await copying(new Source(), copy({ [member]: '"other"' }));
      const conditions = Object.entries(sent?.headers ?? {}).filter(([name]) =>
        name.includes('copy-source-if'),
      );
      expect(conditions).toEqual([[header, '"other"']]);
    },
  );

  test('or is refused, if the object is under a key by now', async () => {
    const source = new Source();
    source.head = {
      etag: '"two"',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': keyArn,
    };
    await expect(copying(source, copy())).rejects.toBeInstanceOf(StaleDecisionError);
  });

  test('or is refused, if the object is replaced at the last moment', async () => {
    const source = new Source();
    source.replaced = true;
    await expect(copying(source, copy())).rejects.toBeInstanceOf(StaleDecisionError);
  });

  test.each(['If-Match', 'If-None-Match'])(
    'and is refused in the caller’s own terms, where its condition does not hold: %s',
    async (condition) => {
      const source = new Source();
      source.replaced = true;
      source.condition = condition;
      await expect(copying(source, copy({ IfNoneMatch: '*' }))).rejects.toMatchObject({
        code: 'PreconditionFailed',
      });
    },
  );

  test("or is refused, if only a customer's key shows the object by now", async () => {
    const source = new Source();
    source.status = 400;
    await expect(copying(source, copy())).rejects.toBeInstanceOf(StaleDecisionError);
  });

  test('and is sent if the endpoint does not list the version: the endpoint refuses the copy itself', async () => {
    const source = new Source();
    source.status = 400;
    source.listed = false;
    const [sent] = await copying(source, copy({ CopySource: 'mine/k?versionId=nonsense' }, 'nothing'));
    expect(sent?.method).toBe('PUT');
  });

  test.each([403, 429])('or is refused, if the endpoint does not show the object: %d', async (status) => {
    const source = new Source();
    source.status = status;
    await expect(copying(source, copy())).rejects.toMatchObject({ status });
  });

  test("and is sent if the source is still under the customer's key", async () => {
    const source = new Source();
    source.status = 400;
    const [sent] = await copying(source, copy({}, { algorithm: 'SSE-C' }));
    expect(sent?.method).toBe('PUT');
  });

  test('or is refused, if there was no object', async () => {
    await expect(copying(new Source(), copy({}, 'nothing'))).rejects.toBeInstanceOf(StaleDecisionError);
  });
});

test.each(['GetObject', 'HeadObject'])(
  '%s is held to the object that its conditions hold on',
  async (operation) => {
    let replaced = false;
    await using endpoint = await fakeEndpoint(({ method, target, headers }): Told => {
      if (target === '/') return { status: 200, body: BUCKETS };
      if (method === 'HEAD' && target === '/mine')
        return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
      if (headers['if-match'] !== '"one"') return { status: 500 };
      return { status: replaced ? 412 : 200, headers: { etag: '"one"' } };
    });
    await using store = new EndpointStore(endpoint.url);
    await store.read({ service: 's3', operation: 'ListBuckets', input: {}, account, region: 'eu-west-1' });
    const call = { ...copy(), operation, input: { Bucket: 'mine', Key: 'k' }, conditions: { eTag: '"one"' } };
    expect((await store.send(call as Call)).status).toBe(200);
    replaced = true;
    await expect(store.send(call as Call)).rejects.toBeInstanceOf(StaleDecisionError);
  },
);
