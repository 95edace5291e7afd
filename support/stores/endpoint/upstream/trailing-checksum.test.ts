import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { streamBody } from '../../../wire/body/stream-body.ts';
import { VerifiedPayload } from '../../../wire/body/verified-payload.ts';
import { parseTarget } from '../../../wire/request-head.ts';
import { fakeEndpoint, type Seen } from '../testing/fake-endpoint.ts';
import { Upstream } from './upstream.ts';

const place = { account, region: 'eu-west-1' } as const;
const crc32OfAbc = 'NSRBwg==';

/** An upload of `abc` whose checksum comes in a trailer, or in a header, or not at all. */
function upload(checksum: { readonly trailer?: string; readonly header?: string }): VerifiedPayload {
  const trailer = checksum.trailer && `x-amz-checksum-crc32:${checksum.trailer}\r\n`;
  const sent = trailer ? `3\r\nabc\r\n0\r\n${trailer}\r\n` : 'abc';
  const headers: Record<string, string> = {
    host: 'localhost',
    'content-length': String(sent.length),
    ...(trailer && { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-decoded-content-length': '3' }),
    ...(checksum.header && { 'x-amz-checksum-crc32': checksum.header }),
  };
  async function* body() {
    yield Buffer.from(sent);
  }
  const head = parseTarget({ method: 'PUT', target: '/b/k', headers, duplicated: [], body: body() } as never);
  const expectation = { kind: trailer ? 'chunked-unsigned-trailer' : 'unsigned' } as const;
  return new VerifiedPayload(streamBody({ body: body(), head, expectation }));
}

async function put(body: VerifiedPayload, more: object = {}): Promise<readonly Seen[]> {
  await using endpoint = await fakeEndpoint(() => ({ status: 200, headers: { etag: '"e"' } }));
  const upstream = new Upstream(endpoint.url);
  const input = { Bucket: 'b', Key: 'k', Body: body, ContentLength: 3, ...more };
  try {
    await upstream.perform({ service: 's3', operation: 'PutObject', input, ...place });
    return endpoint.seen;
  } finally {
    upstream.close();
    expect(endpoint.seen.length + endpoint.broken).toBeLessThanOrEqual(1);
  }
}

describe('an upload that an endpoint gets', () => {
  test('has the trailer that its client sent', async () => {
    const [seen] = await put(upload({ trailer: crc32OfAbc }), { ContentEncoding: 'gzip' });
    expect(seen?.body).toBe(`3\r\nabc\r\n0\r\nx-amz-checksum-crc32:${crc32OfAbc}\r\n\r\n`);
    expect(seen?.headers).toMatchObject({
      'content-encoding': 'aws-chunked,gzip',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    expect(seen?.headers).not.toHaveProperty('content-length');
  });

  test('does not end if its trailer is wrong', async () => {
    await expect(put(upload({ trailer: 'AAAAAA==' }))).rejects.toMatchObject({ code: 'BadDigest' });
  });

  test.each([
    ['a checksum in a header', { header: crc32OfAbc }],
    ['no checksum', {}],
  ])('has no trailer if it came with %s', async (_, checksum) => {
    const [seen] = await put(upload(checksum));
    expect(seen?.body).toBe('abc');
    expect(seen?.headers).toMatchObject({
      'content-length': '3',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
    });
    expect(seen?.headers).not.toHaveProperty('x-amz-trailer');
  });
});
