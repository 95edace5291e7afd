import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { RequestHead } from '../request-head.ts';
import type { PayloadExpectation } from './payload-expectation.ts';
import { readBody } from './read-body.ts';
import { streamBody } from './stream-body.ts';
import { unchunkedEncoding } from './unchunked-encoding.ts';

const unsigned: PayloadExpectation = { kind: 'unsigned' };
const hashed: PayloadExpectation = { kind: 'hash', sha256: hash('sha256', 'hello') };

function headOf(headers: Record<string, string>, more: Partial<RequestHead> = {}): RequestHead {
  const query: RequestHead['query'] = [];
  return { method: 'PUT', rawPath: '/b/k', rawQuery: '', query, headers, duplicated: [], host: 'h', ...more };
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

async function upload(headers: Record<string, string>, expectation = unsigned, texts = ['hel', 'lo']) {
  const head = headOf({ 'content-length': '5', ...headers });
  const { payload, result } = streamBody({ body: pieces(...texts), head, expectation });
  const data: Uint8Array[] = [];
  for await (const piece of payload) data.push(piece);
  return { data: Buffer.concat(data).toString(), ...result() };
}

describe('An uploaded body', () => {
  test('without a checksum gets CRC64NVME, as S3 gives it', async () => {
    expect(await upload({})).toEqual({
      data: 'hello',
      length: 5,
      checksums: { 'x-amz-checksum-crc64nvme': 'M3eFcAZSQlc=' },
      defaulted: true,
      trailers: {},
    });
  });

  test('of an upload with a chosen algorithm gets that checksum', async () => {
    const head = headOf({ 'content-length': '5' });
    const body = pieces('hello');
    const { payload, result } = streamBody({ body, head, expectation: unsigned, defaultChecksum: 'CRC32' });
    expect(result).toThrow('only after the body was read');
    for await (const _ of payload);
    expect(result().checksums).toEqual({ 'x-amz-checksum-crc32': 'NhCmhg==' });
  });

  test.each([
    ['x-amz-checksum-crc32', 'NhCmhg=='],
    ['x-amz-checksum-crc32c', 'mnG7TA=='],
    ['x-amz-checksum-crc64nvme', 'M3eFcAZSQlc='],
    ['x-amz-checksum-sha1', 'qvTGHdzF6KLavt4PO0gs2a6pQ00='],
    ['x-amz-checksum-sha256', 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='],
    ['x-amz-checksum-md5', 'XUFAKrxLKna5cZ2REBfFkg=='],
  ])('keeps the %s its client sent', async (header, value) => {
    expect(await upload({ [header]: value })).toMatchObject({
      checksums: { [header]: value },
      defaulted: false,
    });
    const wrong = Buffer.from(value, 'base64');
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    const algorithm = header.slice('x-amz-checksum-'.length).toUpperCase();
    await expect(upload({ [header]: wrong.toString('base64') })).rejects.toMatchObject({
      code: 'BadDigest',
      status: 400,
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  });

  test('must match the hash that its signature covers', async () => {
    expect(await upload({}, hashed)).toMatchObject({ data: 'hello' });
    await expect(upload({}, hashed, ['jello'])).rejects.toMatchObject({
      code: 'XAmzContentSHA256Mismatch',
      status: 400,
      members: {
        ClientComputedContentSHA256: hash('sha256', 'hello'),
        S3ComputedContentSHA256: hash('sha256', 'jello'),
      },
    });
  });

  test('ends with a refusal, never like a complete body', async () => {
    const seen: string[] = [];
    const head = headOf({ 'content-length': '5', 'x-amz-checksum-crc32': 'AAAAAA==' });
    const { payload, result } = streamBody({ body: pieces('hello'), head, expectation: unsigned });
    const commit = async () => {
      for await (const piece of payload) seen.push(Buffer.from(piece).toString());
      seen.push('committed');
    };
    await expect(commit()).rejects.toMatchObject({ code: 'BadDigest' });
    expect(seen).toEqual(['hello']);
    expect(result).toThrow();
  });

  test('that breaks off is too short, and another failure is passed on', async () => {
    async function* broken(error: Error) {
      yield Buffer.from('he');
      throw error;
    }
    const read = (error: Error) =>
      readBody({ body: broken(error), head: headOf({}), expectation: unsigned, limit: 9 });
    await expect(read(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))).rejects.toMatchObject({
      code: 'IncompleteBody',
    });
    await expect(read(new Error('ours'))).rejects.toThrow('ours');
  });

  const md5 = 'XUFAKrxLKna5cZ2REBfFkg==';
  const crc = { 'x-amz-checksum-crc32': 'NhCmhg==' };
  test.each<[why: string, headers: Record<string, string>, code: string, status: number, text: string]>([
    [
      'fewer bytes than Content-Length',
      { 'content-length': '6' },
      'IncompleteBody',
      400,
      'You did not provide the number of bytes',
    ],
    [
      'more bytes than Content-Length',
      { 'content-length': '4' },
      'IncompleteBody',
      400,
      'You did not provide the number of bytes',
    ],
    [
      'a Content-Length that is not a number',
      { 'content-length': '5x' },
      'InvalidRequest',
      400,
      'Value for Content-Length',
    ],
    [
      'another Content-MD5',
      { 'content-md5': `Y${md5.slice(1)}` },
      'BadDigest',
      400,
      'The Content-MD5 you specified did not match what we received.',
    ],
    [
      'an invalid Content-MD5',
      { 'content-md5': 'nonsense' },
      'InvalidDigest',
      400,
      'The Content-MD5 you specified was invalid.',
    ],
    [
      'an invalid checksum',
      { 'x-amz-checksum-crc32': 'NhCmhg' },
      'InvalidRequest',
      400,
      'Value for x-amz-checksum-crc32 header is invalid.',
    ],
    [
      'two checksums',
      { ...crc, 'x-amz-checksum-sha1': 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' },
      'InvalidRequest',
      400,
      'Expecting a single x-amz-checksum- header.',
    ],
    [
      'a checksum of an unknown kind',
      { 'x-amz-checksum-crc7': 'NhCmhg==' },
      'NotImplemented',
      501,
      'A header you provided implies functionality',
    ],
    [
      'an algorithm without its checksum',
      { 'x-amz-sdk-checksum-algorithm': 'CRC32' },
      'InvalidRequest',
      400,
      'x-amz-sdk-checksum-algorithm specified, but no corresponding',
    ],
    [
      'an algorithm with another checksum',
      { ...crc, 'x-amz-sdk-checksum-algorithm': 'SHA1' },
      'InvalidRequest',
      400,
      'Value for x-amz-sdk-checksum-algorithm header is invalid.',
    ],
    [
      'a trailer that an unchunked body cannot have',
      { 'x-amz-trailer': 'x-amz-checksum-crc32' },
      'InvalidRequest',
      400,
      'The value specified in the x-amz-trailer header is not supported',
    ],
    [
      'more than an object can have',
      { 'content-length': '5368709121' },
      'EntityTooLarge',
      400,
      'Your proposed upload exceeds the maximum allowed size',
    ],
  ])('is refused with %s', async (_, headers, code, status, text) => {
    const refusal = upload(headers).catch((error) => error);
    await expect(refusal).resolves.toMatchObject({ name: 'AwsError', code, status });
    await expect(refusal).resolves.toHaveProperty('message', expect.stringContaining(text));
  });

  test.each([
    ['MissingContentLength', 411, {}],
    ['NotImplemented', 501, { 'transfer-encoding': 'chunked' }],
  ])('without a length is refused: %s', (code, status, headers) => {
    const unmeasured = () =>
      streamBody({ body: pieces(), head: headOf({ ...headers }), expectation: unsigned });
    expect(unmeasured).toThrow(expect.objectContaining({ code, status }));
  });
});

describe('A body read whole', () => {
  const read = (texts: string[], head: RequestHead, limit = 10) =>
    readBody({ body: pieces(...texts), head, expectation: unsigned, limit });

  test('is joined, with a length or without', async () => {
    expect(Buffer.from(await read(['hel', 'lo'], headOf({}))).toString()).toBe('hello');
    expect(await read([], headOf({ 'content-length': '0' }))).toHaveLength(0);
  });

  test.each([
    ['announced', { 'content-length': '11' }],
    ['without a length', {}],
  ])('may not be too long, %s', async (_, headers) => {
    await expect(read(['hello hello'], headOf({ ...headers }))).rejects.toMatchObject({
      code: 'MaxMessageLengthExceeded',
      status: 400,
    });
  });

  test('that completes an upload is not covered by the checksum header of the object', async () => {
    const headers = { 'x-amz-checksum-crc32': 'AAAAAA==-2', 'x-amz-checksum-type': 'COMPOSITE' };
    const head = headOf(headers, { method: 'POST', query: [['uploadId', 'u']] });
    expect(await read(['<x/>'], head)).toHaveLength(4);
    await expect(read(['<x/>'], headOf(headers))).rejects.toMatchObject({ code: 'InvalidRequest' });
  });
});

test.each([
  [undefined, undefined],
  ['gzip', 'gzip'],
  ['aws-chunked', undefined],
  ['aws-chunked,gzip', 'gzip'],
  ['gzip, AWS-Chunked', 'gzip'],
  ['gzip, br, aws-chunked', 'gzip,br'],
])('Content-Encoding %s is kept as %s', (sent, kept) => {
  expect(unchunkedEncoding(sent)).toBe(kept);
});
