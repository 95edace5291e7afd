import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Answer } from './raw-exchange.ts';
import { bytesOf, type Signed, sign, signingKey } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();

const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
const summary = ({ status, code }: Answer) => `${status} ${code}`;
const put = { line: 'PUT /victim/new' };

describe('A body whose chunks are signed', () => {
  const sizes = [8192, 100];

  /** An upload of two signed chunks, each with its header, data and line end as one piece. */
  function chunked(): { readonly head: Signed; readonly chunks: string[] } {
    const chunks = [...sizes, 0].map((size) => 'd'.repeat(size));
    const head = sign({
      line: put.line,
      headers: {
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
        'x-amz-decoded-content-length': String(sizes.reduce((sum, size) => sum + size, 0)),
      },
    });
    const date = head.headers['x-amz-date'] ?? '';
    const scope = `${date.slice(0, 8)}/eu-west-1/s3/aws4_request`;
    let previous = head.headers.authorization?.slice(-64) ?? '';
    const signed = chunks.map((data) => {
      const toSign = ['AWS4-HMAC-SHA256-PAYLOAD', date, scope, previous, sha256(''), sha256(data)].join('\n');
      previous = createHmac('sha256', signingKey('test', scope)).update(toSign).digest('hex');
      return `${data.length.toString(16)};chunk-signature=${previous}\r\n${data}\r\n`;
    });
    return { head, chunks: signed };
  }

  const send = async (change: (first: string, second: string, last: string) => string) => {
    const { head, chunks } = chunked();
    const [first = '', second = '', last = ''] = chunks;
    return summary(await victim().send(bytesOf({ ...head, body: Buffer.from(change(first, second, last)) })));
  };

  test.each<[string, (first: string, second: string, last: string) => string, string]>([
    [
      'is refused with a byte changed',
      (a, b, c) => a.replace('\r\nd', '\r\ne') + b + c,
      '403 SignatureDoesNotMatch',
    ],
    [
      'is refused with a byte of the second chunk changed',
      (a, b, c) => a + b.replace('\r\nd', '\r\ne') + c,
      '403 SignatureDoesNotMatch',
    ],
    [
      'is refused with a signature changed',
      (a, b, c) => a.replace(/=[0-9a-f]{8}/, '=00000000') + b + c,
      '403 SignatureDoesNotMatch',
    ],
    [
      'is refused with the last signature changed',
      (a, b, c) => a + b + c.replace(/=[0-9a-f]{8}/, '=00000000'),
      '403 SignatureDoesNotMatch',
    ],
    ['is refused with the chunks exchanged', (a, b, c) => b + a + c, '403 SignatureDoesNotMatch'],
    ['is refused with the first chunk twice', (a, _b, c) => a + a + c, '400 IncompleteBody'],
    ['is refused without the second chunk', (a, _b, c) => a + c, '403 SignatureDoesNotMatch'],
    ['is refused without the last chunk', (a, b) => a + b, '400 IncompleteBody'],
    [
      'is refused without signatures',
      (a, b, c) => (a + b + c).replace(/;chunk-signature=[0-9a-f]{64}/g, ''),
      '400 InvalidRequest',
    ],
    ['is refused with bytes after the last chunk', (a, b, c) => `${a}${b}${c}more`, '400 InvalidRequest'],
  ])('%s', async (_name, change, refusal) => {
    expect(await send(change)).toBe(refusal);
  });

  test('is answered although much of it is still to come', async () => {
    const refused = await send((a, b, c) => a.replace('\r\nd', '\r\ne') + b + c + 'more'.repeat(5_000_000));
    expect(refused).toBe('403 SignatureDoesNotMatch');
  });

  test('is stored where they are as they were signed', async () => {
    expect(await send((a, b, c) => a + b + c)).toBe('200 undefined');
    expect(summary(await victim().sendSigned({ line: 'DELETE /victim/new' }))).toBe('204 undefined');
  });
});
