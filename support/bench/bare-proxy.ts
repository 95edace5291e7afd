import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';

/**
 * Starts the least that stands in front of a store: node:http on both sides, over connections that are kept. It reads no request,
 * verifies no signature and decides nothing. Its time beyond that of the store alone is the floor of any gateway of Node.js.
 */
export async function startBareProxy(store: URL): Promise<{ readonly endpoint: string }> {
  const { hostname, port } = store;
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const upstream = send({ hostname, port, method, path, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}
