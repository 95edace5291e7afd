import { Buffer } from 'node:buffer';
import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RequestHead } from '../request-head.ts';
import type { PayloadExpectation, SignedChunks } from './payload-expectation.ts';
import { streamBody } from './stream-body.ts';

const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest();
const key = ['20130524', 'us-east-1', 's3', 'aws4_request'].reduce<Uint8Array>(
  hmac,
  Buffer.from('AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
);

/** The two uploads of 65 KiB of `a` in the Amazon S3 API Reference, "Signature calculations … multiple chunks". */
const published = (seedSignature: string, trailer: boolean): SignedChunks => ({
  kind: 'chunked-signed',
  seedSignature,
  signingKey: createSecretKey(key),
  scope: '20130524/us-east-1/s3/aws4_request',
  date: '20130524T000000Z',
  trailer,
});
const signed = published('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9', false);
const signedBody = [
  `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${'a'.repeat(65536)}\r\n`,
  `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${'a'.repeat(1024)}\r\n`,
  '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n',
].join('');
const withTrailer = published('106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e', true);
const trailerBody = [
  `10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n${'a'.repeat(65536)}\r\n`,
  `400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n${'a'.repeat(1024)}\r\n`,
  '0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n',
  'x-amz-checksum-crc32c:sOO8/Q==\r\n',
  'x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n',
].join('');
const unsigned: PayloadExpectation = { kind: 'chunked-unsigned-trailer' };
const hello = '5\r\nhello\r\n0\r\n';

interface Upload {
  readonly expectation: PayloadExpectation;
  readonly body: string | readonly Uint8Array[];
  readonly length?: number;
  readonly headers?: Record<string, string>;
}

async function upload({ expectation, body, length = 66560, headers = {} }: Upload) {
  const head: RequestHead = {
    method: 'PUT',
    rawPath: '/b/k',
    rawQuery: '',
    query: [],
    headers: { 'x-amz-decoded-content-length': String(length), ...headers },
    duplicated: [],
    host: 'localhost',
  };
  async function* pieces() {
    if (typeof body === 'string') yield Buffer.from(body, 'latin1');
    else yield* body;
  }
  const { payload, result } = streamBody({ body: pieces(), head, expectation });
  const data: Uint8Array[] = [];
  for await (const piece of payload) data.push(piece);
  return { data: Buffer.concat(data).toString(), ...result() };
}

const trailer = { 'x-amz-trailer': 'x-amz-checksum-crc32c' };
const crc32 = { 'x-amz-trailer': 'x-amz-checksum-crc32' };

describe('A body in chunks', () => {
  test("is AWS's published example, chunks signed", async () => {
    const { data, checksums, defaulted } = await upload({ expectation: signed, body: signedBody });
    expect(data).toBe('a'.repeat(66560));
    expect(defaulted).toBe(true);
    expect(Object.keys(checksums)).toEqual(['x-amz-checksum-crc64nvme']);
  });

  test("is AWS's published example, chunks and trailer signed", async () => {
    const { checksums, defaulted, trailers } = await upload({
      expectation: withTrailer,
      body: trailerBody,
      headers: trailer,
    });
    expect(checksums).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
    expect(trailers).toEqual(checksums);
    expect(defaulted).toBe(false);
  });

  test('may have no trailer, no data, or a trailing checksum', async () => {
    expect(await upload({ expectation: unsigned, body: `${hello}\r\n`, length: 5 })).toMatchObject({
      data: 'hello',
      length: 5,
    });
    expect(await upload({ expectation: unsigned, body: '0\r\n\r\n', length: 0 })).toMatchObject({ data: '' });
    const body = `${hello}x-amz-checksum-crc32:NhCmhg==\r\n\r\n`;
    expect(await upload({ expectation: unsigned, body, length: 5, headers: crc32 })).toMatchObject({
      trailers: { 'x-amz-checksum-crc32': 'NhCmhg==' },
    });
  });

  test("may end its trailers in a line feed before the CRLF, as AWS's example is printed", async () => {
    const body = trailerBody.replace('/Q==\r\n', '/Q==\n\r\n');
    await upload({ expectation: withTrailer, body, headers: trailer });
    const open = `${hello}x-amz-checksum-crc32:NhCmhg==\n\r\n\r\n`;
    expect(await upload({ expectation: unsigned, body: open, length: 5, headers: crc32 })).toMatchObject({
      data: 'hello',
    });
    const unended = { expectation: unsigned, body: open.slice(0, -2), length: 5, headers: crc32 };
    await expect(upload(unended)).rejects.toMatchObject({ code: 'IncompleteBody' });
  });

  test('may be cut into pieces anywhere', async () => {
    const whole = Buffer.from(trailerBody);
    const cuts = fc.array(fc.nat(whole.length), { maxLength: 12 });
    const nearFrames = fc.array(fc.integer({ min: -90, max: 300 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, nearFrames, async (anywhere, near) => {
        const at = [...anywhere, ...near.map((n) => Math.min(whole.length, Math.max(0, 65536 + n)))].sort(
          (a, b) => a - b,
        );
        const body = [0, ...at].map((from, i) => whole.subarray(from, at[i] ?? whole.length));
        await upload({ expectation: withTrailer, body, headers: trailer });
      }),
      { numRuns: 100 },
    );
    const bytes = [...whole.subarray(65500)].map((byte) => Uint8Array.of(byte));
    await upload({ expectation: withTrailer, body: [whole.subarray(0, 65500), ...bytes], headers: trailer });
  });

  test('is refused if any bit of it is flipped', async () => {
    const whole = Buffer.from(trailerBody);
    const frames = [
      ...Array(90).keys(),
      ...Array.from({ length: whole.length - 66600 }, (_, i) => 66600 + i),
    ];
    const anywhere = fc.oneof(fc.constantFrom(...frames), fc.nat(whole.length - 1));
    await fc.assert(
      fc.asyncProperty(anywhere, fc.nat(7), async (index, bit) => {
        const body = Buffer.from(whole);
        body[index] = (body[index] ?? 0) ^ (1 << bit);
        // The signature does not cover the letter case of a trailer's name and of a size's digits.
        fc.pre(body.toString('latin1').toLowerCase() !== trailerBody.toLowerCase());
        await expect(
          upload({ expectation: withTrailer, body: [body], headers: trailer }),
        ).rejects.toMatchObject({
          name: 'AwsError',
        });
      }),
      { numRuns: 300 },
    );
  });

  test('is refused if it is cut off anywhere, or if anything follows it', async () => {
    const whole = Buffer.from(trailerBody);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        const body = [whole.subarray(0, length)];
        await expect(upload({ expectation: withTrailer, body, headers: trailer })).rejects.toMatchObject({
          code: 'IncompleteBody',
          status: 400,
        });
      }),
      { numRuns: 60 },
    );
  });

  test('never crashes or hangs, even if it is arbitrary', async () => {
    const bytes = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 20 }),
        fc
          .constantFrom('\r\n', '0', '5', ':', ';', ';chunk-signature=', 'x-amz-checksum-crc32:')
          .map((text) => Buffer.from(text)),
      ),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        const answer = await upload({ expectation: unsigned, body, length: 5, headers: crc32 }).catch(
          (error) => error,
        );
        expect(answer).toMatchObject({ name: 'AwsError' });
      }),
      { numRuns: 300 },
    );
  });

  const cases: [why: string, upload: Upload, code: string, status: number][] = [
    [
      'a chunk signed with another key',
      { expectation: { ...signed, signingKey: createSecretKey(Buffer.alloc(32)) }, body: signedBody },
      'SignatureDoesNotMatch',
      403,
    ],
    [
      'chunks of another request',
      { expectation: { ...signed, seedSignature: '0'.repeat(64) }, body: signedBody },
      'SignatureDoesNotMatch',
      403,
    ],
    ['no final chunk', { expectation: signed, body: signedBody.slice(0, -90) }, 'IncompleteBody', 400],
    [
      'a chunk left out',
      { expectation: signed, body: signedBody.slice(65626) },
      'SignatureDoesNotMatch',
      403,
    ],
    ['bytes after the final chunk', { expectation: signed, body: `${signedBody}x` }, 'InvalidRequest', 400],
    [
      'unsigned chunks that must be signed',
      { expectation: signed, body: `${hello}\r\n`, length: 5 },
      'InvalidRequest',
      400,
    ],
    [
      'a signed chunk of an unsigned body',
      { expectation: unsigned, body: signedBody },
      'InvalidRequest',
      400,
    ],
    ['an invalid size', { expectation: unsigned, body: 'x\r\nhello\r\n0\r\n\r\n' }, 'InvalidRequest', 400],
    ['a negative size', { expectation: unsigned, body: '-5\r\nhello\r\n0\r\n\r\n' }, 'InvalidRequest', 400],
    ['an enormous size', { expectation: unsigned, body: 'fffffffffffffffff\r\n' }, 'InvalidRequest', 400],
    ['a line without end', { expectation: unsigned, body: '0'.repeat(100_000) }, 'InvalidRequest', 400],
    [
      'a line ended by a line feed',
      { expectation: unsigned, body: '5\nhello\r\n0\r\n\r\n', length: 5 },
      'InvalidRequest',
      400,
    ],
    [
      'a chunk longer than it says',
      { expectation: unsigned, body: '4\r\nhello\r\n0\r\n\r\n', length: 4 },
      'InvalidRequest',
      400,
    ],
    [
      'a small chunk before the last',
      { expectation: unsigned, body: '1\r\nh\r\n4\r\nello\r\n0\r\n\r\n', length: 5 },
      'InvalidChunkSizeError',
      403,
    ],
    [
      'less than the decoded length',
      { expectation: unsigned, body: `${hello}\r\n`, length: 6 },
      'IncompleteBody',
      400,
    ],
    [
      'more than the decoded length',
      { expectation: unsigned, body: `${hello}\r\n`, length: 4 },
      'IncompleteBody',
      400,
    ],
    [
      'less than the Content-Length',
      { expectation: unsigned, body: `${hello}\r\n`, length: 5, headers: { 'content-length': '99' } },
      'IncompleteBody',
      400,
    ],
    [
      'no announced trailer',
      { expectation: unsigned, body: `${hello}\r\n`, length: 5, headers: crc32 },
      'MalformedTrailerError',
      400,
    ],
    [
      'a trailer that is not announced',
      { expectation: unsigned, body: `${hello}x-amz-checksum-crc32:NhCmhg==\r\n\r\n`, length: 5 },
      'MalformedTrailerError',
      400,
    ],
    [
      'another trailer than announced',
      {
        expectation: unsigned,
        body: `${hello}x-amz-checksum-sha1:NhCmhg==\r\n\r\n`,
        length: 5,
        headers: crc32,
      },
      'MalformedTrailerError',
      400,
    ],
    [
      'a trailer twice',
      {
        expectation: unsigned,
        body: `${hello}${'x-amz-checksum-crc32:NhCmhg==\r\n'.repeat(2)}\r\n`,
        length: 5,
        headers: crc32,
      },
      'MalformedTrailerError',
      400,
    ],
    [
      'a trailer that is not a header',
      { expectation: unsigned, body: `${hello}nonsense\r\n\r\n`, length: 5, headers: crc32 },
      'MalformedTrailerError',
      400,
    ],
    [
      'an invalid trailing checksum',
      { expectation: unsigned, body: `${hello}x-amz-checksum-crc32:!!\r\n\r\n`, length: 5, headers: crc32 },
      'MalformedTrailerError',
      400,
    ],
    [
      'a wrong trailing checksum',
      {
        expectation: unsigned,
        body: `${hello}x-amz-checksum-crc32:AAAAAA==\r\n\r\n`,
        length: 5,
        headers: crc32,
      },
      'BadDigest',
      400,
    ],
    [
      'no trailer signature',
      {
        expectation: withTrailer,
        body: `${trailerBody.split('x-amz-trailer-signature')[0]}\r\n`,
        headers: trailer,
      },
      'MalformedTrailerError',
      400,
    ],
    [
      'an unsupported trailer announced',
      { expectation: unsigned, body: `${hello}\r\n`, length: 5, headers: { 'x-amz-trailer': 'x-amz-acl' } },
      'InvalidRequest',
      400,
    ],
    [
      'a trailer of a body without trailers',
      { expectation: signed, body: signedBody, headers: trailer },
      'InvalidRequest',
      400,
    ],
  ];
  test.each(cases)('is refused with %s', async (_, wrong, code, status) => {
    await expect(upload(wrong)).rejects.toMatchObject({ name: 'AwsError', code, status });
  });
});
