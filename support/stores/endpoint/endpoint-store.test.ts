import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../aws/testing/accounts.ts';
import type { Call } from '../store.ts';
import { EndpointStore } from './endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from './testing/fake-endpoint.ts';

const root = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
} as const;
const requestId = 'OURS';
const call = (service: Call['service'], operation: Call['operation'], input: object): Call => ({
  service,
  operation,
  input: input as never,
  region: 'eu-west-1',
  account,
  principal: root,
  requestId,
});

const accountOf = ({ headers }: Seen) => /Credential=(\d{12})/.exec(headers.authorization ?? '')?.[1];
const buckets = (...names: readonly string[]) =>
  `<ListAllMyBucketsResult><Buckets>${names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`;

/** An S3 in which account 111111111111 has one bucket. */
function s3(seen: Seen): Told {
  if (seen.target === '/')
    return { status: 200, body: accountOf(seen) === account ? buckets('mine') : buckets() };
  if (seen.method === 'HEAD' && seen.target === '/nowhere') return { status: 404 };
  if (seen.method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
  return {
    status: 200,
    headers: { ETag: '"e"', 'x-amz-request-id': 'THEIRS', 'x-localstack': 'yes' },
    body: 'bytes',
  };
}

describe('a store at an endpoint', () => {
  test('finds the owner of a bucket among the accounts it heard of', async () => {
    await using endpoint = await fakeEndpoint(s3);
    await using store = new EndpointStore(endpoint.url);
    await expect(store.bucketOwner('nowhere')).resolves.toBeUndefined();
    await expect(store.bucketOwner('mine')).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
    await store.read({ service: 's3', operation: 'ListBuckets', input: {}, account, region: 'eu-west-1' });
    await expect(store.bucketOwner('mine')).resolves.toBe(account);
    // It is known by now.
    expect(store.bucketRegion('mine')).toBe('eu-west-1');
  });

  test('keeps no encryption context of what is under no KMS key', async () => {
    await using endpoint = await fakeEndpoint(s3);
    await using store = new EndpointStore(endpoint.url);
    const object = { Bucket: 'mine', Key: 'k', SSEKMSEncryptionContext: 'no JSON' };
    await expect(store.send(call('s3', 'PutObject', object))).resolves.toMatchObject({ status: 200 });
  });

  test('answers under the request id that the gateway gave', async () => {
    await using endpoint = await fakeEndpoint(s3);
    await using store = new EndpointStore(endpoint.url);
    const { headers, status } = await store.send(call('s3', 'GetObject', { Bucket: 'mine', Key: 'k' }));
    expect(status).toBe(200);
    expect(headers['x-amz-request-id']).toBe(requestId);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('x-localstack');
  });

  test('asks again for what it put back, and for nothing else', async () => {
    let policy = 'before';
    await using endpoint = await fakeEndpoint(({ target, headers, body }) => {
      const operation = String(headers['x-amz-target'] ?? '').replace('TrentService.', '');
      if (operation === 'PutKeyPolicy') policy = JSON.parse(body).Policy;
      if (operation === 'GetKeyPolicy') return { status: 200, body: JSON.stringify({ Policy: policy }) };
      return { status: 200, body: target.includes('?policy') ? 'of the bucket' : '{}' };
    });
    await using store = new EndpointStore(endpoint.url, { believedFor: 60_000 });
    const at = { account, region: 'eu-west-1' };
    const bucketPolicy = { service: 's3', operation: 'GetBucketPolicy', input: { Bucket: 'mine' } } as const;
    const keyPolicy = { service: 'kms', operation: 'GetKeyPolicy', input: { KeyId: 'k' } } as const;
    store.mark();
    await store.perform(call('kms', 'PutKeyPolicy', { KeyId: 'k', Policy: 'after' }));
    await store.read({ ...bucketPolicy, ...at });
    await expect(store.read({ ...keyPolicy, ...at })).resolves.toMatchObject({ Policy: 'after' });
    await expect(store.rewind()).resolves.toBe(true);
    await expect(store.read({ ...keyPolicy, ...at })).resolves.toMatchObject({ Policy: 'before' });
    await store.read({ ...bucketPolicy, ...at });
    expect(endpoint.seen.filter(({ target }) => target.includes('?policy'))).toHaveLength(1);
  });

  test('removes no bucket that was there before it was asked to create it, nor the objects in it', async () => {
    await using endpoint = await fakeEndpoint(s3);
    await using store = new EndpointStore(endpoint.url);
    store.mark();
    await store.send(call('s3', 'CreateBucket', { Bucket: 'mine' }));
    await expect(store.rewind()).resolves.toBe(false);
    await expect(store.removeAll()).resolves.toEqual([]);
    expect(endpoint.seen.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'HEAD /mine',
      'PUT /mine',
    ]);
  });

  test('asks again for what was created since the mark and removed by the rewind', async () => {
    let exists = false;
    await using endpoint = await fakeEndpoint(({ headers }) => {
      const operation = String(headers['x-amz-target'] ?? '').replace('TrentService.', '');
      if (operation === 'CreateAlias') exists = true;
      if (operation === 'DeleteAlias') exists = false;
      if (operation !== 'DescribeKey' || exists)
        return { status: 200, body: '{"KeyMetadata":{"KeyId":"k"}}' };
      return { status: 400, body: '{"__type":"NotFoundException"}' };
    });
    await using store = new EndpointStore(endpoint.url, { believedFor: 60_000 });
    const read = () =>
      store.read({
        ...{ service: 'kms', operation: 'DescribeKey', input: { KeyId: 'alias/new' } },
        ...{ account, region: 'eu-west-1' },
      });
    store.mark();
    await store.perform(call('kms', 'CreateAlias', { AliasName: 'alias/new', TargetKeyId: 'k' }));
    await expect(read()).resolves.toMatchObject({ KeyMetadata: { KeyId: 'k' } });
    await expect(store.rewind()).resolves.toBe(true);
    await expect(read()).rejects.toMatchObject({ code: 'NotFoundException' });
  });

  test('tells the tags of an object as they are once they were written, however short a time ago', async () => {
    let tagging = '<Tagging><TagSet><Tag><Key>class</Key><Value>open</Value></Tag></TagSet></Tagging>';
    await using endpoint = await fakeEndpoint(({ method, target, body }) => {
      if (target.includes('?tagging') && method === 'PUT') tagging = body;
      return { status: 200, body: target.includes('?tagging') ? tagging : '' };
    });
    await using store = new EndpointStore(endpoint.url);
    const object = { Bucket: 'mine', Key: 'k' };
    const tags = async () => {
      const lookup = { service: 's3', operation: 'GetObjectTagging', input: object } as const;
      return (await store.read({ ...lookup, account, region: 'eu-west-1' })).TagSet;
    };
    expect(await tags()).toEqual([{ Key: 'class', Value: 'open' }]);
    const TagSet = [{ Key: 'class', Value: 'closed' }];
    await store.send(call('s3', 'PutObjectTagging', { ...object, Tagging: { TagSet } }));
    expect(await tags()).toEqual(TagSet);
  });

  test('does not say how an upload is encrypted that was begun elsewhere, since no request tells it', async () => {
    await using endpoint = await fakeEndpoint((seen) => {
      if (seen.target.includes('uploadId=gone'))
        return { status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>' };
      if (seen.target.includes('uploadId=')) return { status: 200, body: '<ListPartsResult/>' };
      return s3(seen);
    });
    await using store = new EndpointStore(endpoint.url);
    await store.read({ service: 's3', operation: 'ListBuckets', input: {}, account, region: 'eu-west-1' });
    const upload = { Bucket: 'mine', Key: 'k' };
    await expect(store.encryptionOf({ ...upload, UploadId: 'gone' })).resolves.toBeUndefined();
    await expect(store.encryptionOf({ ...upload, UploadId: 'theirs' })).rejects.toMatchObject({
      code: 'NotImplemented',
      status: 501,
    });
  });

  test('knows no access key whose secret never passed', async () => {
    await using endpoint = await fakeEndpoint(s3);
    await using store = new EndpointStore(endpoint.url);
    await expect(store.credential('AKIAIOSFODNN7EXAMPLE')).resolves.toBeUndefined();
    await expect(store.grantOfToken('token')).resolves.toBeUndefined();
    await expect(store.keyOfCiphertext(Buffer.from('anything'))).resolves.toBeUndefined();
  });

  test('asks a key’s own account, by the ARN that the gateway resolved', async () => {
    await using endpoint = await fakeEndpoint(() => ({ status: 200, body: '{"Aliases":[]}' }));
    await using store = new EndpointStore(endpoint.url);
    const KeyId = `arn:aws:kms:us-east-2:${otherAccount}:key/1b2c3d4e-0000-4000-8000-000000000000`;
    await store.perform(call('kms', 'DisableKey', { KeyId }));
    expect(endpoint.seen[0]?.headers.authorization).toContain(`Credential=${otherAccount}/`);
    expect(endpoint.seen[0]?.headers.authorization).toContain('/us-east-2/kms/');
  });

  test.each(['CreateAccessKey', 'DeleteLoginProfile', 'ListMFADevices'] as const)(
    'is not asked for %s of the root user, whom it would take for another user',
    async (operation) => {
      await using endpoint = await fakeEndpoint(() => ({ status: 200, body: '<Answer/>' }));
      await using store = new EndpointStore(endpoint.url);
      const refusal = { code: 'NotImplemented', status: 501 };
      await expect(store.send(call('iam', operation, {}))).rejects.toMatchObject(refusal);
      expect(endpoint.seen).toEqual([]);
    },
  );

  test('does not look up the access keys of the root user either, but those of a user by its name', async () => {
    await using endpoint = await fakeEndpoint(() => ({ status: 200, body: '<Answer/>' }));
    await using store = new EndpointStore(endpoint.url);
    const lookup = { service: 'iam', operation: 'ListAccessKeys', account, region: 'us-east-1' } as const;
    const refusal = { code: 'NotImplemented', status: 501 };
    await expect(async () => store.read({ ...lookup, input: {} })).rejects.toMatchObject(refusal);
    expect(endpoint.seen).toEqual([]);
    await store.read({ ...lookup, input: { UserName: 'ana' } });
    expect(endpoint.seen).toHaveLength(1);
  });

  test.each([
    [account, undefined],
    ['AIDAANOTHERANOTHERUSE', { code: 'NotImplemented', status: 501 }],
  ])('shows the root user as itself, and no other user in its place: %s', async (id, refusal) => {
    const body = `<GetUserResponse><GetUserResult><User><UserId>${id}</UserId></User></GetUserResult></GetUserResponse>`;
    await using endpoint = await fakeEndpoint(() => ({ status: 200, body }));
    await using store = new EndpointStore(endpoint.url);
    const asked = store.send(call('iam', 'GetUser', {}));
    if (refusal === undefined) await expect(asked).resolves.toMatchObject({ status: 200 });
    else await expect(asked).rejects.toMatchObject(refusal);
  });

  test('removes what was made through it, the last first, and says what it could not', async () => {
    await using endpoint = await fakeEndpoint((seen) => {
      if (seen.method === 'DELETE')
        return {
          status: 409,
          body: '<Error><Code>BucketNotEmpty</Code><Message>not empty</Message></Error>',
        };
      return seen.method === 'HEAD' ? { status: 404 } : { status: 200, body: '<R/>' };
    });
    await using store = new EndpointStore(endpoint.url);
    await store.send(call('s3', 'CreateBucket', { Bucket: 'mine' }));
    await expect(store.removeAll()).resolves.toEqual(['bucket mine: not empty']);
  });
});
