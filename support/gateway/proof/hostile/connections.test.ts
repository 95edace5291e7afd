import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { otherAccount } from '../../../aws/testing/accounts.ts';
import type { Answer } from './raw-exchange.ts';
import { bytesOf, type Signed, sign } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();

const summary = ({ status, code }: Answer) => `${status} ${code}`;
const put = () => sign({ line: 'PUT /victim/new', body: 'x' });
const without = ({ line, headers, body }: Signed, name: string): Signed => ({
  line,
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name)),
});
const withHeaders = (signed: Signed, headers: Record<string, string>): Signed => ({
  ...signed,
  headers: { ...signed.headers, ...headers },
});
/** Adds lines to a request's head. */
const withLines = (signed: Signed, ...lines: string[]) => {
  const text = Buffer.from(bytesOf(signed)).toString('latin1');
  return Buffer.from(text.replace('\r\n', `\r\n${lines.map((line) => `${line}\r\n`).join('')}`), 'latin1');
};

describe('A message that two servers could end at different places is refused', () => {
  test.each<[string, () => Uint8Array | string, string]>([
    ['with two lengths', () => withLines(put(), 'Content-Length: 0'), '400 undefined'],
    ['with the same length twice', () => withLines(put(), 'Content-Length: 1'), '400 undefined'],
    ['with a length and chunks', () => withLines(put(), 'Transfer-Encoding: chunked'), '400 undefined'],
    [
      'with two encodings',
      () =>
        withLines(
          without(withHeaders(put(), { 'transfer-encoding': 'chunked' }), 'content-length'),
          'Transfer-Encoding: identity',
        ),
      '400 undefined',
    ],
    [
      'with an encoding that is none',
      () => bytesOf(withHeaders(put(), { 'transfer-encoding': 'xchunked' })),
      '400 undefined',
    ],
    ['with a blank before the colon', () => withLines(put(), 'Content-Length : 0'), '400 undefined'],
    ['with a folded header', () => withLines(put(), 'X-Folded: a', ' b'), '400 undefined'],
    ['with a header without a colon', () => withLines(put(), 'nonsense'), '400 undefined'],
    ['with a null byte in a header', () => withLines(put(), 'X-Null: a\0b'), '400 undefined'],
    [
      'with bare line feeds',
      () => Buffer.from(Buffer.from(bytesOf(put())).toString('latin1').replaceAll('\r\n', '\n')),
      '400 undefined',
    ],
    [
      'in chunks without length',
      () =>
        bytesOf({
          ...withHeaders(put(), { 'transfer-encoding': 'chunked' }),
          body: Buffer.from('1\r\nx\r\n0\r\n\r\n'),
        }),
      '501 NotImplemented',
    ],
    [
      'in chunks that are none',
      () =>
        bytesOf({
          ...withHeaders(put(), { 'transfer-encoding': 'chunked' }),
          body: Buffer.from('zz\r\nx\r\n0\r\n\r\n'),
        }),
      '400 undefined',
    ],
    [
      'with a signature twice',
      () => withLines(put(), `Authorization: ${put().headers.authorization}`),
      '400 InvalidArgument',
    ],
    [
      'with two dates',
      () => withLines(put(), `X-Amz-Date: ${put().headers['x-amz-date']}`),
      '400 InvalidArgument',
    ],
    ['with two hosts', () => withLines(put(), 'Host: elsewhere.example'), '403 UnknownHost'],
    ['without a host', () => bytesOf(without(put(), 'host')), '400 undefined'],
    [
      'with a second copy of a signed header',
      () =>
        withLines(
          sign({ line: 'PUT /victim/new', body: 'x', headers: { 'x-amz-acl': 'private' } }),
          'x-amz-acl: public-read',
        ),
      '403 SignatureDoesNotMatch',
    ],
    ['in HTTP/1.0', () => bytesOf(without(put(), 'authorization'), 'HTTP/1.0'), '403 AccessDenied'],
    ['in HTTP/0.9', () => 'GET /victim/k\r\n\r\n', '403 AccessDenied'],
    ['in HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400 undefined'],
    ['in HTTP/9.9', () => bytesOf(put(), 'HTTP/9.9'), '400 undefined'],
    [
      'asking to become another protocol',
      () => withLines(without(put(), 'authorization'), 'Connection: upgrade', 'Upgrade: websocket'),
      '403 AccessDenied',
    ],
    ['expecting something else', () => bytesOf(withHeaders(put(), { expect: 'a miracle' })), '417 undefined'],
  ])('%s', async (_name, bytes, refusal) => {
    expect(summary(await victim().send(bytes()))).toBe(refusal);
  });
});

describe('What is no request is refused', () => {
  test.each<[string, () => Uint8Array | string, string]>([
    ['garbage', () => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)), '400 undefined'],
    ['TLS', () => Buffer.from('160301020001000001fc0303', 'hex'), '400 undefined'],
    ['nothing', () => '', 'undefined undefined'],
    ['half a line', () => 'GET /vic', '400 undefined'],
    ['half a head', () => bytesOf(put()).subarray(0, 100), '400 undefined'],
    ['line ends', () => '\r\n'.repeat(2000), 'undefined undefined'],
    [
      'a target of many kilobytes',
      () => bytesOf(sign({ line: `GET /victim?prefix=${'a'.repeat(64 * 1024)}` })),
      '431 undefined',
    ],
    [
      'a header of many kilobytes',
      () => bytesOf(withHeaders(put(), { 'x-huge': 'a'.repeat(64 * 1024) })),
      '431 undefined',
    ],
    [
      'thousands of headers',
      () => withLines(put(), ...Array.from({ length: 5000 }, (_, i) => `X-${i}: a`)),
      '431 undefined',
    ],
    [
      'thousands of query parameters',
      () =>
        bytesOf(
          sign({ line: `DELETE /victim?${Array.from({ length: 3000 }, (_, i) => `a${i}`).join('&')}` }),
        ),
      '409 BucketNotEmpty',
    ],
    [
      'metadata by a query with line ends in its name',
      () => bytesOf(sign({ line: 'PUT /victim/new?x-amz-meta-a%0D%0Ab=c', body: 'x' })),
      '400 InvalidArgument',
    ],
    ['a header that is no text', () => withLines(put(), 'x-amz-meta-a: \xff\xfe'), '403 AccessDenied'],
  ])('%s', async (_name, bytes, refusal) => {
    expect(summary(await victim().send(bytes(), { halfClose: true }))).toBe(refusal);
  });
});

describe('100-continue', () => {
  const expecting = (signed: Signed) =>
    Buffer.from(bytesOf(withHeaders(signed, { expect: '100-continue', 'content-length': '1' }))).subarray(
      0,
      -1,
    );

  test('is not sent to who is not who they say', async () => {
    const forged = sign({ line: 'PUT /victim/new', body: 'x', secretAccessKey: 'guess' });
    const { raw } = await victim().send(expecting(forged));
    expect(raw).toMatch(/^HTTP\/1\.1 403 /);
    expect(raw).not.toContain(' 100 ');
  });

  test('is not sent to who may not write, and the connection ends there', async () => {
    const stranger = sign({ line: 'PUT /victim/new', body: 'x', accessKeyId: otherAccount });
    const socket = connect(victim().port, '127.0.0.1');
    const signed = withHeaders(stranger, { expect: '100-continue', 'content-length': '1' });
    const text = Buffer.from(bytesOf(signed)).toString('latin1').replace('connection: close\r\n', '');
    socket.write(Buffer.from(text, 'latin1').subarray(0, -1));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 403 /);
    expect(String(answer).toLowerCase()).toContain('connection: close');
    socket.destroy();
  });

  test('is sent to who is, and the body is waited for', async () => {
    const socket = connect(victim().port, '127.0.0.1');
    socket.write(expecting(put()));
    const [interim] = await once(socket, 'data');
    expect(String(interim)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write('x');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
    expect(summary(await victim().sendSigned({ line: 'DELETE /victim/new' }))).toBe('204 undefined');
  });
});

describe('A slow client keeps no other client waiting', () => {
  test.each<[string, () => Uint8Array]>([
    ['in the request line', () => Buffer.from('PUT /vic')],
    ['in the head', () => bytesOf(put()).subarray(0, 100)],
    [
      'in the body',
      () => bytesOf(sign({ line: 'PUT /victim/new', body: 'x'.repeat(100_000) })).subarray(0, -10),
    ],
    ['in a document', () => bytesOf(sign({ line: 'PUT /victim?policy', body: '{}' })).subarray(0, -1)],
    ['without a word', () => new Uint8Array()],
  ])('%s', async (_name, bytes) => {
    const before = await victim().state();
    const sockets = Array.from({ length: 50 }, () => connect(victim().port, '127.0.0.1'));
    for (const socket of sockets) socket.write(bytes());
    expect(await victim().state()).toEqual(before);
    for (const socket of sockets) socket.destroy();
  });

  test('nor who leaves before the answer', async () => {
    const large = sign({ line: 'PUT /victim/new', body: Buffer.alloc(8 * 1024 * 1024) });
    expect(summary(await victim().send(bytesOf(large)))).toBe('200 undefined');
    for (let i = 0; i < 20; i++) {
      const socket = connect(victim().port, '127.0.0.1');
      socket.write(bytesOf(sign({ line: 'GET /victim/new' })));
      await once(socket, 'data');
      socket.destroy();
    }
    expect(summary(await victim().sendSigned({ line: 'DELETE /victim/new' }))).toBe('204 undefined');
  });
});
