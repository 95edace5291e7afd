import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { httpRequest } from './http-request.ts';
import { type Exchange, sendResponse } from './send-response.ts';

/** Answers one request; never rejects. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** A listener that is up. */
export interface StartedListener extends AsyncDisposable {
  /** The URL by which this machine reaches it: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly port: number;
  /** Stops accepting, closes idle connections and waits for requests under way. */
  stop(): Promise<void>;
}

/** The address to listen on. */
export interface ListenOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** An address of this machine, `0.0.0.0` for all of them; loopback by default. */
  readonly host?: string | undefined;
  /** How long clients are waited for; see {@link patience}. */
  readonly patience?: Patience | undefined;
}

/** Milliseconds for which a connection is kept while its client does nothing. */
export interface Patience {
  /** Between two pieces of a body, and between two requests: however long all of it takes. */
  readonly idle: number;
  /** For the headers of a request, from first to last byte. */
  readonly headers: number;
}

const patience: Patience = { idle: 60_000, headers: 60_000 };

/** The address that only this machine reaches. */
export const loopback = '127.0.0.1';

/**
 * Serves a handler over HTTP, on loopback unless told otherwise. Rejects with node's error (`EADDRINUSE`, …).
 *
 * Differs: AWS's endpoints speak TLS. This listener stands for one of them, so its requests count as made over TLS
 * (aws:SecureTransport is true).
 */
export async function startListener(
  handler: Handler,
  { port: wanted = 0, host = loopback, patience: { idle, headers } = patience }: ListenOptions = {},
): Promise<StartedListener> {
  const server = createServer({
    keepAliveTimeout: idle,
    headersTimeout: headers,
    connectionsCheckingInterval: Math.min(headers, 30_000),
    // A large body may take any time: the limit is for each piece, not for the whole.
    requestTimeout: 0,
    maxHeaderSize: 32 * 1024,
    noDelay: true,
  });
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void serve(handler, { incoming, outgoing }, { idle });
  });
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void serve(handler, { incoming, outgoing }, { idle, sendContinue: () => outgoing.writeContinue() });
  });
  server.listen(wanted, host);
  await once(server, 'listening');
  const { port } = addressOf(server);
  const stop = async () => {
    server.closeIdleConnections();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { endpoint: `http://${reachable(host)}:${port}`, port, stop, [Symbol.asyncDispose]: stop };
}

/** Tries to listen and stops at once, before anything costly is started. Rejects with node's error (`EADDRINUSE`, …). */
export async function tryToListen(options: ListenOptions): Promise<void> {
  const listener = await startListener(() => Promise.reject(new TypeError('nobody answers yet')), options);
  await listener.stop();
}

/** A host as a URL has it. A listener on all of a machine's addresses is reached on loopback. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return loopback;
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The listener has no port');
  return address;
}

async function serve(
  handler: Handler,
  exchange: Exchange,
  { idle, sendContinue }: { readonly idle: number; readonly sendContinue?: () => void },
): Promise<void> {
  const { incoming, outgoing } = exchange;
  let awaited = sendContinue !== undefined;
  const askForBody =
    sendContinue &&
    (() => {
      awaited = false;
      sendContinue();
    });
  let givenUp = false;
  const onGivenUp = () => {
    givenUp = true;
  };
  const answer = await handler(httpRequest(incoming, { idle, onGivenUp, sendContinue: askForBody }));
  // The next bytes could be the body or another request, so the connection cannot be used again.
  if (awaited || givenUp) outgoing.shouldKeepAlive = false;
  await sendResponse(answer, exchange, idle);
}
