import { once } from 'node:events';
import { createServer } from 'node:http';
import { authenticate } from '../authentication/authenticate.ts';
import { readBody } from '../wire/body/read-body.ts';
import { parseTarget } from '../wire/request-head.ts';

/**
 * Starts a node:http server that verifies the signature and the body's hash and returns 1 KB, the least that a secure endpoint does.
 */
export async function startBareServer(): Promise<{ readonly endpoint: string; stop(): void }> {
  const content = Buffer.alloc(1024, 120);
  const server = createServer(async (incoming, outgoing) => {
    const head = parseTarget({
      method: incoming.method ?? '',
      target: incoming.url ?? '',
      headers: incoming.headers as Record<string, string>,
      duplicated: [],
      body: incoming,
      sourceIp: '',
      secure: true,
    });
    const none = () => new Uint8Array();
    const { payload } = await authenticate({
      head,
      readBody: none,
      credentials: () => undefined,
      now: new Date(),
      service: 's3',
    });
    await readBody({ body: incoming, head, expectation: payload, limit: 4096 });
    outgoing.writeHead(200, { 'Content-Length': content.length });
    outgoing.end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
