import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import type { HttpRequest } from '../../wire/http.ts';
import { type StartedListener, startListener } from './listener.ts';

let listener: StartedListener | undefined;
afterEach(() => listener?.stop());

async function answerTo(bytes: string, between: () => Promise<unknown> = async () => {}): Promise<string> {
  const socket = connect(listener?.port ?? 0, '127.0.0.1');
  const received = text(socket);
  await once(socket, 'connect');
  socket.write(bytes);
  await between();
  return received;
}

async function bodyOf({ body }: HttpRequest): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('a request is answered though more bytes than its Content-Length follow', async () => {
  const other = Promise.withResolvers<void>();
  listener = await startListener(async (request) => {
    if (request.target === '/other') return { status: 200, headers: {} };
    const body = await bodyOf(request);
    // The bytes that follow are read while this answer is awaited.
    await other.promise;
    return { status: 200, headers: {}, body: `the body was ${body}` };
  });
  const { endpoint } = listener;
  const answer = await answerTo('PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nabc def', async () => {
    await (await fetch(`${endpoint}/other`)).text();
    await (await fetch(`${endpoint}/other`)).text();
    other.resolve();
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*the body was a\r/);
  // A client that keeps the connection for its next request would find it closed.
  expect(answer).toMatch(/^Connection: close\r$/m);
});

test.each([
  ['bytes that are no request', 'nothing of HTTP\r\n\r\n', '400 Bad Request'],
  [
    'headers that are too long',
    `GET / HTTP/1.1\r\nA: ${'a'.repeat(40_000)}\r\n\r\n`,
    '431 Request Header Fields Too Large',
  ],
])('%s are refused, and the connection ends', async (_, bytes, status) => {
  listener = await startListener(async () => ({ status: 200, headers: {} }));
  expect(await answerTo(bytes)).toBe(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
});
