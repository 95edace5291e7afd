import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from '@jest/globals';
import type { Payload } from '../aws/operations.ts';
import { streamBody } from '../wire/body/stream-body.ts';
import { parseTarget, type RequestHead } from '../wire/request-head.ts';
import { authenticate } from './authenticate.ts';

interface Sent {
  readonly head: RequestHead;
  readonly body: Payload;
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Captures the request that a client would send. */
class Capture {
  sent: Sent | undefined;

  readonly handler = {
    handle: async (request: SdkRequest) => {
      this.sent = { head: headOf(request), body: bytesOf(request.body) };
      return { response: { statusCode: 200, headers: {}, body: undefined } };
    },
  };

  async of(sending: Promise<unknown>): Promise<Sent> {
    // The client gets an empty answer and may throw; only its request matters.
    await Promise.allSettled([sending]);
    if (!this.sent) throw new Error('Nothing was sent.');
    return this.sent;
  }
}

function headOf({ method, path, query = {}, headers }: SdkRequest): RequestHead {
  const encode = encodeURIComponent;
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encode(name)}=${encode(String(value ?? ''))}`,
  );
  return targetHead(method, pairs.length === 0 ? path : `${path}?${pairs.join('&')}`, headers);
}

function targetHead(method: string, target: string, headers: Readonly<Record<string, string>>): RequestHead {
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return parseTarget({
    method,
    target,
    headers: Object.fromEntries(lowerCase),
    duplicated: [],
    body: bytesOf(undefined),
    sourceIp: '127.0.0.1',
    secure: false,
  });
}

async function* bytesOf(body: unknown): Payload {
  if (typeof body === 'string') yield Buffer.from(body);
  else if (body instanceof Uint8Array) yield body;
  else if (body instanceof Readable) for await (const piece of body) yield Buffer.from(piece);
}

async function whole(body: Payload): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The algorithms that the SDK computes by itself. */
const algorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

const settings = {
  region: 'eu-west-1',
  credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
  maxAttempts: 1,
};

function s3(capture: Capture, endpoint = 'http://localhost:4566') {
  const { handler } = capture;
  return new S3Client({ ...settings, endpoint, forcePathStyle: true, requestHandler: handler });
}

async function accept({ head, body }: Sent, service = 's3') {
  const readBody = () => whole(body);
  return authenticate({ head, readBody, credentials: () => undefined, now: new Date(), service });
}

async function store(sent: Sent) {
  const { payload: expectation } = await accept(sent);
  const { payload, result } = streamBody({ ...sent, expectation });
  const data = (await whole(payload)).toString();
  return { data, expectation, ...result() };
}

const object = { Bucket: 'reports', Key: "a b/ü+~(1)*'!.txt" };

describe('A request of the AWS SDK for JavaScript is accepted', () => {
  test('for an object to get, and a listing', async () => {
    const capture = new Capture();
    const get = await capture.of(s3(capture).send(new GetObjectCommand(object)));
    expect(await accept(get)).toMatchObject({ principal: { type: 'Root' }, authType: 'REST-HEADER' });
    const list = new ListObjectsV2Command({ Bucket: 'reports', Prefix: 'a b/+&=', StartAfter: 'ü' });
    await accept(await capture.of(s3(capture).send(list)));
  });

  test.each(algorithms)('for an object put with its %s', async (algorithm) => {
    const capture = new Capture();
    const put = new PutObjectCommand({ ...object, Body: 'hello', ChecksumAlgorithm: algorithm });
    const stored = await store(await capture.of(s3(capture).send(put)));
    expect(stored).toMatchObject({ data: 'hello', expectation: { kind: 'hash' }, defaulted: false });
    expect(Object.keys(stored.checksums)).toEqual([`x-amz-checksum-${algorithm.toLowerCase()}`]);
  });

  test.each(algorithms)('for an object streamed with its %s in a trailer', async (algorithm) => {
    const capture = new Capture();
    const text = 'keyhole '.repeat(20_000);
    const Body = Readable.from([Buffer.from(text.slice(0, 70_000)), Buffer.from(text.slice(70_000))]);
    const put = new PutObjectCommand({
      ...object,
      Body,
      ContentLength: text.length,
      ChecksumAlgorithm: algorithm,
    });
    const stored = await store(await capture.of(s3(capture, 'https://localhost:4566').send(put)));
    expect(stored.expectation).toEqual({ kind: 'chunked-unsigned-trailer' });
    expect(stored.data).toBe(text);
    expect(stored.trailers).toEqual(stored.checksums);
  });

  test('for an object put with its MD5, sent as Content-MD5', async () => {
    const capture = new Capture();
    const put = new PutObjectCommand({ ...object, Body: 'hello', ChecksumAlgorithm: 'MD5' });
    expect(await store(await capture.of(s3(capture).send(put)))).toMatchObject({
      data: 'hello',
      defaulted: true,
    });
  });

  test('for a part', async () => {
    const capture = new Capture();
    const part = new UploadPartCommand({ ...object, UploadId: 'u', PartNumber: 1, Body: 'hello' });
    expect(await store(await capture.of(s3(capture).send(part)))).toMatchObject({ data: 'hello' });
  });

  test('of KMS and STS', async () => {
    const capture = new Capture();
    const local = { ...settings, endpoint: 'http://localhost:4566', requestHandler: capture.handler };
    const key = await capture.of(new KMSClient(local).send(new DescribeKeyCommand({ KeyId: 'alias/a' })));
    expect(await accept(key, 'kms')).toMatchObject({ payload: { kind: 'unsigned' } });
    const who = await capture.of(new STSClient(local).send(new GetCallerIdentityCommand({})));
    expect(await accept(who, 'sts')).toMatchObject({ region: 'eu-west-1' });
    await expect(accept(who, 'iam')).rejects.toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
  });
});

describe('A URL presigned by the AWS SDK for JavaScript is accepted', () => {
  const presigned = (url: string, method: string, headers = {}) => {
    const { host, pathname, search } = new URL(url);
    return targetHead(method, `${pathname}${search}`, { host, ...headers });
  };

  test('for an object to get', async () => {
    const url = await getSignedUrl(s3(new Capture()), new GetObjectCommand(object), { expiresIn: 60 });
    const head = presigned(url, 'GET');
    expect(await accept({ head, body: bytesOf('') })).toMatchObject({
      authType: 'REST-QUERY-STRING',
      contentSha256: 'UNSIGNED-PAYLOAD',
    });
  });

  test('for an object to put, although an empty body was presigned', async () => {
    const put = new PutObjectCommand({
      ...object,
      ServerSideEncryption: 'aws:kms',
      Metadata: { owner: 'ana' },
    });
    const head = presigned(await getSignedUrl(s3(new Capture()), put), 'PUT', {
      'content-length': '5',
      'x-amz-server-side-encryption': 'aws:kms',
    });
    expect(await store({ head, body: bytesOf('hello') })).toMatchObject({ data: 'hello', defaulted: true });
  });
});
