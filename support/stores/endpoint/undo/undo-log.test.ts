import { describe, expect, test } from '@jest/globals';
import type { Operation, Service } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { Ledger } from '../removal/ledger.ts';
import type { Request } from '../services/request.ts';
import { fakeEndpoint, type Seen, type Told } from '../testing/fake-endpoint.ts';
import { Upstream } from '../upstream/upstream.ts';
import { UndoLog } from './undo-log.ts';

const place = { account, region: 'eu-west-1' };

function write(service: Service, operation: Operation, input: object): Request {
  return { service, operation, input: input as never, ...place };
}

/** An endpoint that answers `as it was` to every read, or that nothing exists. A bucket has an object once one was written. */
function anEndpoint({ empty = false } = {}) {
  let isWritten = false;
  return ({ method, target, headers }: Seen): Told => {
    const operation = String(headers['x-amz-target'] ?? '').replace('TrentService.', '');
    if (operation === 'GetKeyPolicy') return { status: 200, body: '{"Policy":"as it was"}' };
    if (operation === 'DescribeKey')
      return { status: 200, body: '{"KeyMetadata":{"KeyId":"k","KeyState":"Enabled"}}' };
    if (operation !== '') return { status: 200, body: '{}' };
    if (method === 'PUT') isWritten = true;
    if (method === 'GET' && target.includes('?versions'))
      return { status: 200, body: `<ListVersionsResult>${isWritten ? VERSION : ''}</ListVersionsResult>` };
    if (method === 'GET' && target.includes('?uploads'))
      return { status: 200, body: '<ListMultipartUploadsResult/>' };
    if (method === 'GET' && empty)
      return { status: 404, body: '<Error><Code>NoSuchBucketPolicy</Code></Error>' };
    if (method === 'GET') return { status: 200, body: 'as it was' };
    if (target.endsWith('?delete')) return { status: 200, body: '<DeleteResult/>' };
    return { status: 204 };
  };
}

const VERSION = '<Version><Key>left.txt</Key><VersionId>null</VersionId></Version>';

async function undone(
  writes: readonly Request[],
  options?: { readonly empty: boolean },
): Promise<{ done: boolean; wrote: string[] }> {
  await using endpoint = await fakeEndpoint(anEndpoint(options));
  const upstream = new Upstream(endpoint.url);
  const ledger: Ledger = new Ledger(upstream, (...made) => log.made(...made));
  const log = new UndoLog(upstream, ledger);
  log.mark();
  for (const one of writes) {
    await log.before(one);
    ledger.note(one, await upstream.perform(one).catch(() => ({})));
  }
  const before = endpoint.seen.length;
  const done = await log.rewind();
  const wrote = endpoint.seen
    .slice(before)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, target, headers, body }) =>
      [method, target, String(headers['x-amz-target'] ?? ''), body].filter((part) => part !== '').join(' '),
    );
  upstream.close();
  return { done, wrote };
}

const keyPolicy = (Policy: string) => write('kms', 'PutKeyPolicy', { KeyId: 'k', Policy });

describe('what was written since the mark is put back', () => {
  test('a policy to what it was before the first of several writes', async () => {
    const { done, wrote } = await undone([keyPolicy('one'), keyPolicy('another')]);
    expect(done).toBe(true);
    expect(wrote).toEqual([expect.stringMatching(/PutKeyPolicy .*"Policy":"as it was"/)]);
  });

  test('a bucket policy that there was not, by deleting it', async () => {
    const { wrote } = await undone([write('s3', 'PutBucketPolicy', { Bucket: 'b', Policy: '{}' })], {
      empty: true,
    });
    expect(wrote).toEqual(['DELETE /b?policy']);
  });

  test('a bucket policy that was deleted', async () => {
    const { wrote } = await undone([write('s3', 'DeleteBucketPolicy', { Bucket: 'b' })]);
    expect(wrote).toEqual(['PUT /b?policy as it was']);
  });

  test('a key that was disabled', async () => {
    const { wrote } = await undone([write('kms', 'DisableKey', { KeyId: 'k' })]);
    expect(wrote.at(-1)).toMatch(/EnableKey .*"KeyId":"k"/);
  });

  test('objects, by emptying their bucket', async () => {
    const { wrote } = await undone([write('s3', 'PutObject', { Bucket: 'b', Key: 'left.txt' })]);
    expect(wrote).toEqual([expect.stringMatching(/^POST \/b\?delete .*left\.txt/)]);
  });

  test('objects of a bucket that was created, with the bucket alone', async () => {
    const { wrote } = await undone([
      write('s3', 'CreateBucket', { Bucket: 'b' }),
      write('s3', 'PutObject', { Bucket: 'b', Key: 'left.txt' }),
    ]);
    expect(wrote).toEqual([expect.stringMatching(/^POST \/b\?delete .*left\.txt/), 'DELETE /b']);
  });

  test.each([
    ['nothing was written', write('s3', 'GetObject', { Bucket: 'b', Key: 'k' })],
    ['items were read', write('dynamodb', 'Scan', { TableName: 't' })],
    ['a data key was made', write('kms', 'GenerateDataKey', { KeyId: 'k' })],
  ])('nothing, where %s', async (_, one) => {
    await expect(undone([one])).resolves.toEqual({ done: true, wrote: [] });
  });
});

describe('nothing is put back, and that is said', () => {
  test.each([
    ['where a role was deleted', write('iam', 'DeleteRole', { RoleName: 'r' })],
    ['where a key has new material', write('kms', 'RotateKeyOnDemand', { KeyId: 'k' })],
    ['where an item was written', write('dynamodb', 'PutItem', { TableName: 't', Item: {} })],
    ['where a grant was revoked', write('kms', 'RevokeGrant', { KeyId: 'k' })],
  ])('%s', async (_, one) => {
    await expect(undone([keyPolicy('one'), one])).resolves.toEqual({ done: false, wrote: [] });
  });

  test('if the endpoint keeps an object, as a lock may protect it, and nothing else is under way then', async () => {
    const locked = '<DeleteResult><Error><Key>left.txt</Key><Code>AccessDenied</Code></Error></DeleteResult>';
    const refused = Promise.withResolvers<void>();
    const answer = anEndpoint();
    await using endpoint = await fakeEndpoint(async (seen) => {
      if (seen.target.endsWith('?delete')) {
        setImmediate(refused.resolve);
        return { status: 200, body: locked };
      }
      // The policies are put back once the refusal is on its way.
      if (seen.method === 'PUT' && seen.target.endsWith('?policy')) await refused.promise;
      return answer(seen);
    });
    const upstream = new Upstream(endpoint.url);
    const log = new UndoLog(upstream, new Ledger(upstream));
    log.mark();
    for (const Bucket of ['b', 'c'])
      await log.before(write('s3', 'PutBucketPolicy', { Bucket, Policy: '{}' }));
    const upload = write('s3', 'PutObject', { Bucket: 'b', Key: 'left.txt' });
    await log.before(upload);
    await upstream.perform(upload);
    await expect(log.rewind()).rejects.toThrow('the store keeps left.txt in b: AccessDenied');
    const puts = endpoint.seen.filter(({ method }) => method === 'PUT').map(({ target }) => target);
    expect(puts.filter((target) => target.endsWith('?policy'))).toEqual(['/c?policy', '/b?policy']);
  });

  test('if there was no mark, or the store was rewound to an older one already', async () => {
    await using endpoint = await fakeEndpoint(anEndpoint());
    const upstream = new Upstream(endpoint.url);
    const log = new UndoLog(upstream, new Ledger(upstream));
    await expect(log.rewind()).resolves.toBe(false);
    log.mark();
    log.stop();
    await expect(log.rewind()).resolves.toBe(false);
  });
});
