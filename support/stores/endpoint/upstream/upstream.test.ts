import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import type { Request } from '../services/request.ts';
import { fakeEndpoint, type Told } from '../testing/fake-endpoint.ts';
import { Upstream } from './upstream.ts';

const place = { account: account, region: 'eu-west-1' };
const ok: Told = { status: 200, headers: { ETag: '"1"' } };

async function sent<O extends Operation<'s3'>>(operation: O, input: Input<'s3', O>) {
  await using endpoint = await fakeEndpoint(() => ({ ...ok, body: '<CopyObjectResult/>' }));
  const upstream = new Upstream(endpoint.url);
  await upstream.perform({ service: 's3', operation, input, ...place });
  upstream.close();
  const [only] = endpoint.seen;
  if (only === undefined) throw new Error('nothing was sent');
  return only;
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* failing(): AsyncGenerator<Uint8Array> {
  yield* pieces('all of it');
  throw new Error('the checksum is another');
}

test('the default encryption of a bucket is set to that of AWS where it is deleted', async () => {
  await using endpoint = await fakeEndpoint(() => ok);
  const upstream = new Upstream(endpoint.url);
  const request = { service: 's3', operation: 'DeleteBucketEncryption', input: { Bucket: 'b' }, ...place };
  expect((await upstream.send(request as Request)).status).toBe(204);
  upstream.close();
  expect(endpoint.seen.map(({ method, target }) => `${method} ${target}`)).toEqual(['PUT /b?encryption']);
  expect(endpoint.seen[0]?.body).toContain('<SSEAlgorithm>AES256</SSEAlgorithm>');
});

describe('what is sent', () => {
  test.each([
    ['bucket', 'a/b c', '/bucket/a/b%20c'],
    ['bucket', '../other/secret', '/bucket/%2E%2E/other/secret'],
    ['bucket', 'a/./b', '/bucket/a/%2E/b'],
    ['bucket', '/leading', '/bucket//leading'],
    ['bucket', 'key?acl', '/bucket/key%3Facl'],
    ['..', 'key', '/../key'],
    ['bucket/other', 'key', '/bucket%2Fother/key'],
  ])('names the object %s, %s as one that cannot be read otherwise', async (Bucket, Key, target) => {
    expect((await sent('PutObject', { Bucket, Key, Body: pieces('x') })).target).toBe(target);
  });

  test.each([
    ['bucket/a+b', 'bucket/a%20b'],
    ['/bucket/a%20b', 'bucket/a%20b'],
    ['bucket/a;b#c', 'bucket/a%3Bb%23c'],
    ['bucket/a%3FversionId%3D1?versionId=2', 'bucket/a%3FversionId%3D1?versionId=2'],
  ])('writes the copy source %s anew', async (CopySource, written) => {
    const { headers } = await sent('CopyObject', { Bucket: 'bucket', Key: 'key', CopySource });
    expect(headers['x-amz-copy-source']).toBe(written);
  });

  test('carries the account in its access key id, and service and region in its scope', async () => {
    const { headers } = await sent('PutObject', { Bucket: 'bucket', Key: 'key', Body: pieces('x') });
    expect(headers.authorization).toMatch(/Credential=111111111111\/\d{8}\/eu-west-1\/s3\/aws4_request/);
  });

  test('keeps metadata readable that is not US-ASCII', async () => {
    const Metadata = { name: 'ü€' };
    const { headers } = await sent('PutObject', {
      Bucket: 'bucket',
      Key: 'key',
      Body: pieces('x'),
      Metadata,
    });
    expect(headers['x-amz-meta-name']).toBe(`=?UTF-8?B?${Buffer.from('ü€').toString('base64')}?=`);
  });

  test.each([undefined, 9])(
    'is never a whole body whose checksum turned out wrong (length %p)',
    async (length) => {
      await using endpoint = await fakeEndpoint(() => ok);
      const upstream = new Upstream(endpoint.url);
      const input = { Bucket: 'bucket', Key: 'key', Body: failing(), ContentLength: length };
      await expect(
        upstream.perform({ service: 's3', operation: 'PutObject', input, ...place }),
      ).rejects.toThrow('the checksum is another');
      upstream.close();
      expect(endpoint.seen).toEqual([]);
    },
  );
});

describe('what goes wrong', () => {
  async function failure(told: Told | undefined, service: 's3' | 'kms' | 'iam' = 's3') {
    await using endpoint = await fakeEndpoint(() => told);
    // An answer may take long on a busy machine. Only one that never comes is waited for in vain.
    const upstream = new Upstream(endpoint.url, { patience: told === undefined ? 100 : undefined });
    const requests = {
      s3: () =>
        upstream.perform({ service: 's3', operation: 'GetBucketPolicy', input: { Bucket: 'b' }, ...place }),
      kms: () =>
        upstream.perform({ service: 'kms', operation: 'DescribeKey', input: { KeyId: 'k' }, ...place }),
      iam: () =>
        upstream.perform({ service: 'iam', operation: 'GetUser', input: { UserName: 'u' }, ...place }),
    };
    try {
      await requests[service]();
    } catch (error) {
      return error;
    } finally {
      upstream.close();
    }
    return undefined;
  }

  test.each([
    [
      's3',
      '<Error><Code>NoSuchBucketPolicy</Code><Message>m</Message><BucketName>b</BucketName><RequestId>r</RequestId></Error>',
      { code: 'NoSuchBucketPolicy', members: { BucketName: 'b' } },
    ],
    [
      'iam',
      '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>m</Message></Error></ErrorResponse>',
      { code: 'NoSuchEntity', members: {} },
    ],
    ['kms', '{"__type":"com.amazonaws.kms#NotFoundException","message":"m"}', { code: 'NotFoundException' }],
  ] as const)('an error of %s is AWS’s own', async (service, body, expected) => {
    expect(await failure({ status: 404, body }, service)).toMatchObject({
      ...expected,
      status: 404,
      message: 'm',
    });
  });

  test('an answer that is none of AWS’s is quoted', async () => {
    expect(await failure({ status: 502, body: '<html>Bad Gateway' })).toMatchObject({
      status: 502,
      code: 'InternalError',
      message: expect.stringContaining('<html>Bad Gateway'),
    });
  });

  test('an endpoint that hangs is given up', async () => {
    expect(await failure(undefined)).toMatchObject({
      code: 'ServiceUnavailable',
      status: 503,
      message: expect.stringContaining('has not answered within 0.1 seconds'),
    });
  });

  test('a request that is under way when the connections are closed is not tried again', async () => {
    let asked = () => {};
    const arrival = new Promise<void>((resolve) => {
      asked = resolve;
    });
    await using endpoint = await fakeEndpoint(() => {
      asked();
      return undefined;
    });
    const upstream = new Upstream(endpoint.url);
    const request = { service: 's3', operation: 'ListBuckets', input: {}, ...place } as const;
    const refused = expect(upstream.perform(request)).rejects.toMatchObject({ code: 'ServiceUnavailable' });
    await arrival;
    upstream.close();
    await refused;
    expect(endpoint.seen).toHaveLength(1);
  });

  test('an endpoint that is not there is said to be', async () => {
    const upstream = new Upstream(new URL('http://127.0.0.1:1'));
    const request = { service: 's3', operation: 'ListBuckets', input: {}, ...place } as const;
    await expect(upstream.perform(request)).rejects.toMatchObject({
      code: 'ServiceUnavailable',
      message: expect.stringContaining('the connection was refused'),
    });
  });

  test('an operation that is not emulated is not performed', async () => {
    const body = '<Error><Code>InternalFailure</Code><Message>not yet emulated</Message></Error>';
    expect(await failure({ status: 501, body })).toMatchObject({
      code: 'NotImplemented',
      message: expect.stringContaining('s3:GetBucketPolicy'),
    });
  });
});
