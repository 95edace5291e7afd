import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it came in at the endpoint. */
export interface Seen {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The endpoint's answer. */
export interface Told {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** For tests: an endpoint that answers as it is told. */
export interface FakeEndpoint extends AsyncDisposable {
  readonly url: URL;
  /** The requests that arrived complete, in order. */
  readonly seen: readonly Seen[];
  /** How many requests broke off before their end. */
  readonly broken: number;
}

/** An HTTP endpoint on loopback that answers as it is told. */
export async function fakeEndpoint(
  answer: (seen: Seen) => Told | undefined | Promise<Told>,
): Promise<FakeEndpoint> {
  const seen: Seen[] = [];
  let broken = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const body = (await buffer(request)).toString('utf8');
      const one = { method: request.method ?? '', target: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      const told = await answer(one);
      if (told) response.writeHead(told.status, told.headers).end(told.body);
    } catch {
      broken++;
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    seen,
    get broken() {
      return broken;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
