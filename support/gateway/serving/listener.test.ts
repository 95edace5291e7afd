import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { giveBack, ReturnablePayload } from '../../wire/returnable-payload.ts';
import { type StartedListener, startListener, tryToListen } from './listener.ts';

let listener: StartedListener | undefined;
afterEach(() => listener?.stop());

/** The address of a request's client, as the listener gives it. */
async function sourceIp(host: string | undefined, endpoint?: string): Promise<string> {
  listener = await startListener(async (request) => ({ status: 200, headers: {}, body: request.sourceIp }), {
    host,
  });
  return (await fetch(endpoint ?? listener.endpoint)).text();
}

test.each([
  [undefined, 'http://127.0.0.1:', '127.0.0.1'],
  ['127.0.0.1', 'http://127.0.0.1:', '127.0.0.1'],
  ['0.0.0.0', 'http://127.0.0.1:', '127.0.0.1'],
  ['localhost', 'http://localhost:', expect.stringMatching(/^(127\.0\.0\.1|::1)$/)],
])('listens on %s, and is reached at %s', async (host, endpoint, source) => {
  expect(await sourceIp(host)).toEqual(source);
  expect(listener?.endpoint).toContain(endpoint);
});

test('takes the address of a client from the socket, and from no header', async () => {
  listener = await startListener(async ({ sourceIp: body }) => ({ status: 200, headers: {}, body }));
  const headers = { 'x-forwarded-for': '10.0.0.1', forwarded: 'for=10.0.0.1', 'x-real-ip': '10.0.0.1' };
  expect(await (await fetch(listener.endpoint, { headers })).text()).toBe('127.0.0.1');
});

/** The body of the answer to a request whose head is this text. */
async function answerTo(head: string): Promise<string> {
  const socket = connect(listener?.port ?? 0, '127.0.0.1');
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const [, body = ''] = (await text(socket)).split('\r\n\r\n');
  return body;
}

test('has the headers that a client sent, and no others, whatever their names', async () => {
  listener = await startListener(async ({ headers }) => {
    const asked = ['constructor', '__proto__', 'tostring', 'toString'];
    const body = asked.map((name) => String(headers[name])).join(' ');
    return { status: 200, headers: { 'Content-Length': String(body.length) }, body };
  });
  const sent = 'GET / HTTP/1.1\r\nconstructor: a\r\n__proto__: b\r\ntoString: c';
  expect(await answerTo(sent)).toBe('a b c undefined');
});

test.each(['GET', 'POST'])('reads the empty body of a %s that says no length', async (method) => {
  listener = await startListener(async ({ body }) => {
    const read = await text(body).catch((error: unknown) => String(error));
    return { status: 200, headers: { 'Content-Length': String(read.length + 2) }, body: `[${read}]` };
  });
  expect(await answerTo(`${method} / HTTP/1.1`)).toBe('[]');
});

test('tells whether it could listen', async () => {
  listener = await startListener(async () => ({ status: 200, headers: {} }));
  await expect(tryToListen({ port: listener.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const { port } = listener;
  await listener.stop();
  await tryToListen({ port });
});

describe('the pieces of an answer', () => {
  const SIZE = 1024 * 1024;
  const filled = (byte: number) => new Uint8Array(SIZE).fill(byte);

  test('arrive whole, and are given back once they are sent, if the payload takes them', async () => {
    const sent = [1, 2, 3].map(filled);
    const pieces = (async function* () {
      yield* sent;
    })();
    const body = new ReturnablePayload(pieces);
    listener = await startListener(async () => ({ status: 200, headers: {}, body }));
    const received = Buffer.from(await (await fetch(listener.endpoint)).arrayBuffer());
    expect(received.equals(Buffer.concat([1, 2, 3].map(filled)))).toBe(true);
    expect(sent.map(({ length }) => length)).toEqual([0, 0, 0]);
  });

  test('stay as they are if the payload does not take them', () => {
    const piece = filled(1);
    giveBack(
      (async function* () {
        yield piece;
      })(),
      piece,
    );
    expect(piece).toHaveLength(SIZE);
  });
});
