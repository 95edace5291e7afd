import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DeletePublicAccessBlockCommand, GetObjectCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { decisionIdHeader } from '../gateway.ts';
import { sign } from '../proof/hostile/signed-request.ts';
import { signedForm } from '../services/s3/testing/signed-form.ts';
import { newBucket, newObject, setBucketPolicy } from '../testing/buckets.ts';
import { type LabUnderTest, labUnderTest } from '../testing/lab-under-test.ts';
import { startLab } from './lab.ts';

const page = 'http://localhost:3000';
/** Stands for the origin of the gateway itself. */
const ORIGIN = 'its own';
/** A signature that is never verified: any page could make a right one. */
const SIGNED = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
const names = { Bucket: 'pictures', Key: 'cat.png' };
let underTest: LabUnderTest;

beforeAll(async () => {
  underTest = await labUnderTest();
  const { s3 } = underTest.as(account);
  for (const Bucket of ['pictures', 'private']) await newBucket({ s3 }, Bucket);
  const rule = {
    AllowedOrigins: [page, 'http://*.shop.example'],
    AllowedMethods: ['GET', 'PUT'],
    AllowedHeaders: ['x-amz-*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 60,
  };
  await s3.send(new PutBucketCorsCommand({ Bucket: 'pictures', CORSConfiguration: { CORSRules: [rule] } }));
  await newBucket({ s3 }, 'open');
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: 'open' }));
  const everyone = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::open/*',
  };
  await setBucketPolicy({ s3 }, 'open', everyone);
  await s3.send(new PutBucketCorsCommand({ Bucket: 'open', CORSConfiguration: { CORSRules: [rule] } }));
  for (const Bucket of ['pictures', 'private', 'open'])
    await newObject({ s3 }, { Bucket, Key: names.Key, Body: 'meow' });
});
afterAll(async () => {
  await underTest[Symbol.asyncDispose]();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function send(url: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: string;
  }>();
  request(url, { method, headers: { ...headers }, agent: false }, async (answer) => {
    resolve({ status: answer.statusCode, headers: answer.headers, body: await text(answer) });
  })
    .on('error', reject)
    .end(body);
  return promise;
}

const endpoint = () => underTest.lab.endpoint;
const presigned = (Bucket: string) =>
  getSignedUrl(underTest.as(account).s3, new GetObjectCommand({ ...names, Bucket }));

/** A request that a page could send if it knew the root user's secret. */
function createUser(headers: Readonly<Record<string, string>>, line = 'POST /'): Sent {
  const body = 'Action=CreateUser&Version=2010-05-08&UserName=intruder';
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
  const signed = sign({ line, headers: form, body, service: 'iam', region: 'us-east-1' });
  return { method: 'POST', headers: signed.headers, body };
}

describe('A browser does not reach the gateway for a page', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['of another origin', { origin: 'https://evil.example' }],
    ['without an origin', { origin: 'null' }],
    ['of another port of this machine', { origin: page }],
    ['of another site, as it says itself', { 'sec-fetch-site': 'cross-site' }],
    ['of the same site', { 'sec-fetch-site': 'same-site' }],
    // Browsers state no site to an address such as 0.0.0.0, and no origin for an image.
    ['that it does not name', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' }],
  ])('%s', async (_, headers) => {
    const refused = await send(endpoint(), createUser(headers));
    expect(refused).toMatchObject({
      status: 403,
      body: expect.stringContaining('<Code>ForeignOrigin</Code>'),
    });
    expect(refused.headers[decisionIdHeader]).toBeUndefined();
    const image = await send(await presigned('private'), { headers });
    expect(image.status).toBe(403);
    expect(image.body).not.toContain('meow');
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['an AWS client', {}],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a page of its own origin', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar of a browser', { 'sec-fetch-site': 'none', 'user-agent': 'Mozilla/5.0' }],
    ['an AWS client in a browser', { origin: ORIGIN, 'user-agent': 'Mozilla/5.0' }],
  ])('but %s does', async (_, { origin, ...headers }) => {
    const own = origin === ORIGIN ? { ...headers, origin: endpoint() } : headers;
    const got = await send(await presigned('private'), { headers: own });
    expect(got).toMatchObject({ status: 200, body: 'meow' });
  });

  test('a signed request that it does not name, for an object whose name is like the path of a page of the lab', async () => {
    const sent = { host: 'private.localhost', 'user-agent': 'Mozilla/5.0' };
    const { headers } = sign({ line: 'GET /_keyhole/cat.png', headers: sent });
    expect(await send(`${endpoint()}/_keyhole/cat.png`, { headers })).toMatchObject({
      status: 403,
      body: expect.stringContaining('ForeignOrigin'),
    });
  });

  test('and a person who reads decisions in a browser does', async () => {
    const headers = { 'user-agent': 'Mozilla/5.0' };
    expect(await send(`${endpoint()}/_keyhole/decisions`, { headers })).toMatchObject({ status: 200 });
  });
});

describe('A page that names a host of its own for this machine is refused', () => {
  test.each([
    'rebound.example',
    'rebound.example:4566',
    'localhost.evil.example',
    'gateway',
    'amazonaws.com.evil.example',
  ])('%s', async (host) => {
    expect(await send(await presigned('private'), { headers: { host } })).toMatchObject({
      status: 403,
      body: expect.stringMatching(/<Code>UnknownHost<.*--host-name/),
    });
    const decisions = await send(`${endpoint()}/_keyhole/decisions`, { headers: { host } });
    expect(decisions.status).toBe(403);
  });

  test('in the format of the service that was asked', async () => {
    const headers = { host: 'gateway', 'x-amz-target': 'TrentService.ListKeys' };
    const { status, body } = await send(endpoint(), { method: 'POST', headers, body: '{}' });
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 403, __type: 'UnknownHost' });
  });

  test.each([
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1:80',
    '[::1]:4566',
    '192.168.1.7:4566',
    'host.docker.internal:4566',
    'kms.eu-west-1.amazonaws.com',
    'pictures.s3.localhost:4566',
    'pictures.s3.localhost.localstack.cloud:4566',
  ])('but %s is known', async (host) => {
    expect((await send(endpoint(), { headers: { host } })).body).not.toContain('UnknownHost');
  });

  test('and a name that was given', async () => {
    await using lab = await startLab({ hostNames: ['gateway'] });
    expect((await send(lab.endpoint, { headers: { host: 'gateway:4566' } })).body).not.toContain(
      'UnknownHost',
    );
  });
});

describe("A bucket's CORS configuration", () => {
  const put = { 'access-control-request-method': 'PUT' };
  const evil = { origin: 'http://evil.example' };

  test('lets a page read', async () => {
    const { status, headers, body } = await send(await presigned('pictures'), { headers: { origin: page } });
    expect({ status, body }).toEqual({ status: 200, body: 'meow' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-expose-headers': 'ETag',
    });
  });

  test('answers preflight requests', async () => {
    const headers = {
      origin: 'http://a.shop.example',
      ...put,
      'access-control-request-headers': 'X-Amz-Date, x-amz-acl',
    };
    const answer = await send(`${endpoint()}/pictures/cat.png`, { method: 'OPTIONS', headers });
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'access-control-allow-origin': 'http://a.shop.example',
        'access-control-allow-methods': 'GET, PUT',
        'access-control-allow-headers': 'x-amz-date, x-amz-acl',
        'access-control-max-age': '60',
      },
    });
  });

  test('lets a page upload by a form', async () => {
    const { s3 } = underTest.as(account);
    await newBucket({ s3 }, 'forms');
    const CORSRules = [{ AllowedOrigins: [page], AllowedMethods: ['POST'] }];
    await s3.send(new PutBucketCorsCommand({ Bucket: 'forms', CORSConfiguration: { CORSRules } }));
    const form = signedForm(
      'forms',
      { accessKeyId: account, secretAccessKey: 'test' },
      { fields: { key: 'k' } },
    );
    const sent = new Request(endpoint(), { method: 'POST', body: form });
    const type = sent.headers.get('content-type') ?? '';
    const headers = { origin: page, 'content-type': type, 'sec-fetch-site': 'cross-site' };
    const answer = await send(`${endpoint()}/forms`, { method: 'POST', headers, body: await sent.text() });
    expect(answer).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': page } });
    const asking = { origin: page, 'access-control-request-method': 'POST' };
    const preflight = await send(`${endpoint()}/forms`, { method: 'OPTIONS', headers: asking });
    expect(preflight.status).toBe(200);
  });

  test('answers preflight requests with the headers of all answers of S3', async () => {
    const headers = { origin: page, ...put };
    const answer = await send(`${endpoint()}/pictures/cat.png`, { method: 'OPTIONS', headers });
    expect(answer.headers).toMatchObject({
      server: 'AmazonS3',
      'x-amz-request-id': expect.stringMatching(/./),
      'x-amz-id-2': expect.stringMatching(/./),
    });
  });

  test.each([
    ['/pictures/cat.png', { ...put, 'access-control-request-headers': 'x-other' }, 'PUT', 'OBJECT'],
    ['/pictures', { 'access-control-request-method': 'HEAD' }, 'HEAD', 'BUCKET'],
    ['/private/cat.png', put, 'PUT', 'BUCKET'],
    ['/nowhere/cat.png', {}, 'OPTIONS', 'BUCKET'],
  ])('tells in the refusal of a preflight for %s what was asked', async (path, asked, method, type) => {
    const headers = { origin: page, ...asked };
    const { status, body } = await send(`${endpoint()}${path}`, { method: 'OPTIONS', headers });
    expect(status).toBe(403);
    expect(body).toContain(`<Method>${method}</Method><ResourceType>${type}</ResourceType>`);
  });

  test.each([
    ['of another origin', { origin: 'http://evil.example' }],
    ['without an origin', { origin: 'null' }],
    ['that it does not name', { 'sec-fetch-site': 'cross-site' }],
    [
      'of its own, for another method than it announces',
      { origin: page, 'access-control-request-method': 'POST' },
    ],
    [
      'of its own, with a header that no rule allows',
      { origin: page, 'access-control-request-headers': 'x-other' },
    ],
  ])('is not needed for a public object: a page %s gets it, and may not read it', async (_, headers) => {
    const answer = await send(`${endpoint()}/open/cat.png`, { headers });
    expect(answer).toMatchObject({ status: 200, body: 'meow' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each<[string, string, Sent, string]>([
    [
      'a signature of another origin',
      '/open/cat.png',
      { headers: { ...evil, ...SIGNED } },
      'AccessForbidden',
    ],
    ['a signature in the query', '/open/cat.png?X-Amz-Signature=00', { headers: evil }, 'AccessForbidden'],
    ['an older signature', '/open/cat.png?Signature=00', { headers: evil }, 'AccessForbidden'],
    [
      'a signature of no origin',
      '/open/cat.png',
      { headers: { origin: 'null', ...SIGNED } },
      'ForeignOrigin',
    ],
    [
      'a preflight of another origin',
      '/open/cat.png',
      { method: 'OPTIONS', headers: { ...evil, ...put } },
      'AccessForbidden',
    ],
    [
      'another method',
      '/pictures/cat.png',
      { method: 'DELETE', headers: { origin: page, ...SIGNED } },
      'AccessForbidden',
    ],
    [
      'another header',
      '/pictures/cat.png',
      { method: 'OPTIONS', headers: { origin: page, ...put, 'access-control-request-headers': 'x-other' } },
      'AccessForbidden',
    ],
    [
      'a bucket without one',
      '/private/cat.png',
      { headers: { origin: page, ...SIGNED } },
      'CORSResponse: CORS is not enabled for this bucket',
    ],
    [
      'no bucket at all',
      '/nowhere/cat.png',
      { headers: { origin: page, ...SIGNED } },
      'CORSResponse: Bucket not found',
    ],
    [
      "the bucket's configuration",
      '/pictures?policy',
      { method: 'OPTIONS', headers: { origin: page, ...put } },
      'ForeignOrigin',
    ],
    [
      'a change of the configuration that announces a read',
      '/pictures?policy',
      { method: 'DELETE', headers: { origin: page, ...SIGNED, 'access-control-request-method': 'GET' } },
      'ForeignOrigin',
    ],
    [
      'S3 Control, whose path looks like that of an object',
      '/v20180820/configuration/publicAccessBlock',
      { method: 'PUT', headers: { origin: page, ...SIGNED, 'x-amz-account-id': account } },
      'ForeignOrigin',
    ],
    [
      "changes of the bucket's objects by POST",
      '/pictures?delete',
      { method: 'OPTIONS', headers: { origin: page, 'access-control-request-method': 'POST' } },
      'ForeignOrigin',
    ],
    [
      'an upload by a form, if no rule allows POST',
      '/pictures',
      { method: 'POST', headers: { origin: page, 'content-type': 'multipart/form-data; boundary=x' } },
      'AccessForbidden',
    ],
    [
      'copies from elsewhere',
      '/pictures/cat.png',
      { method: 'PUT', headers: { origin: page, 'x-amz-copy-source': 'private/cat.png' } },
      'ForeignOrigin',
    ],
    [
      'another service on its path',
      '/pictures/cat.png',
      { method: 'PUT', headers: { origin: page, 'x-amz-target': 'TrentService.ListKeys' } },
      'ForeignOrigin',
    ],
  ])('does not let in %s', async (_, path, sent, refusal) => {
    const answer = await send(`${endpoint()}${path}`, sent);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(refusal);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('does not let in requests to S3 Control, whose path is that of an object at the host of the bucket', async () => {
    const target = '/v20180820/configuration/publicAccessBlock';
    const body = '<PublicAccessBlockConfiguration/>';
    const sent = { host: 'pictures.localhost', 'x-amz-account-id': account };
    const { headers } = sign({ line: `PUT ${target}`, headers: sent, body });
    const answer = await send(`${endpoint()}${target}`, {
      method: 'PUT',
      headers: { ...headers, origin: page },
      body,
    });
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('ForeignOrigin') });
  });
});

describe('an object that a browser shows as a page', () => {
  const policyOf = async (headers: Readonly<Record<string, string>>) =>
    (await send(await presigned('pictures'), { headers })).headers['content-security-policy'];

  test.each(['document', 'iframe', 'frame', 'embed', 'object'])(
    'is in an origin of its own, as a %s',
    async (dest) => {
      const policy = await policyOf({ 'sec-fetch-site': 'none', 'sec-fetch-dest': dest });
      expect(policy).toMatch(/^sandbox /);
      // With it, a script of the object would have the origin of the lab.
      expect(policy).not.toContain('allow-same-origin');
    },
  );

  test('is in an origin of its own, if its name is like the path of a page of the lab', async () => {
    const { s3 } = underTest.as(account);
    await newObject({ s3 }, { Bucket: 'open', Key: '_keyhole/page', Body: 'meow' });
    for (const [name, value] of [
      ['sec-fetch-dest', 'document'],
      ['user-agent', 'Mozilla/5.0'],
    ] as const) {
      const headers = { host: 'open.localhost', 'sec-fetch-site': 'none', [name]: value };
      const answer = await send(`${endpoint()}/_keyhole/page`, { headers });
      expect(answer).toMatchObject({ status: 200, body: 'meow' });
      expect(answer.headers['content-security-policy']).toMatch(/^sandbox /);
    }
  });

  test('is in an origin of its own, if the browser does not say that it shows it', async () => {
    // So browsers ask at an address such as that of a network. A page there could sign what it sends back.
    const headers = { 'user-agent': 'Mozilla/5.0' };
    const answer = await send(`${endpoint()}/open/cat.png`, { headers });
    expect(answer).toMatchObject({ status: 200, body: 'meow' });
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox /);
  });

  test.each<Readonly<Record<string, string>>>([
    {},
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'image' },
  ])('is sent as S3 sends it to others: %j', async (headers) => {
    expect(await policyOf(headers)).toBeUndefined();
  });
});
