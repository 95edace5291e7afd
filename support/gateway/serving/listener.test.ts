import { afterEach, expect, test } from '@jest/globals';
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

test('tells whether it could listen', async () => {
  listener = await startListener(async () => ({ status: 200, headers: {} }));
  await expect(tryToListen({ port: listener.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const { port } = listener;
  await listener.stop();
  await tryToListen({ port });
});
