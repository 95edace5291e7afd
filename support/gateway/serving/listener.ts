import { once } from 'node:events';
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, isIPv6 } from 'node:net';
import type { SecureContext, SecureContextOptions } from 'node:tls';
import { createServer } from '../../node/http.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { type BodyTerms, httpRequest } from './http-request.ts';
import { type Exchange, sendResponse } from './send-response.ts';
import { UnreadableBytes } from './unreadable-bytes.ts';

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
  /** Serves TLS with these certificates; plain HTTP by default. */
  readonly certificates?: Certificates | undefined;
  /** True if plain HTTP counts as what it is, since the clients could also use TLS. */
  readonly isPlain?: boolean | undefined;
  /** How long clients are waited for; see {@link patience}. */
  readonly patience?: Patience | undefined;
}

/** The certificates of a listener. */
export interface Certificates {
  /** The key and certificate for clients that name no host. */
  readonly usual: Pick<SecureContextOptions, 'key' | 'cert'>;
  /** The context with a certificate for a host name; undefined for a name that gets the usual one. */
  contextFor(name: string): SecureContext | undefined;
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
 * Differs: AWS's endpoints speak TLS. A listener without certificates stands for one of them. Its requests count as made
 * over TLS (aws:SecureTransport is true), unless it is said to be plain.
 */
export async function startListener(handler: Handler, options: ListenOptions = {}): Promise<StartedListener> {
  const { port: wanted = 0, host = loopback, certificates, isPlain = false } = options;
  const { idle, headers } = options.patience ?? patience;
  const knowsTls = certificates !== undefined || isPlain;
  const settings = {
    keepAliveTimeout: idle,
    headersTimeout: headers,
    connectionsCheckingInterval: Math.min(headers, 30_000),
    // A large body may take any time: the limit is for each piece, not for the whole.
    requestTimeout: 0,
    maxHeaderSize: 32 * 1024,
    noDelay: true,
    // A request that says no length has no body to wait for, nor the events of one.
    optimizeEmptyRequests: true,
  };
  const server = certificates === undefined ? createServer(settings) : secureServer(settings, certificates);
  const unreadable = new UnreadableBytes(server);
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    unreadable.began({ incoming, outgoing });
    void serve(handler, { incoming, outgoing }, { idle, knowsTls });
  });
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    unreadable.began({ incoming, outgoing });
    void serve(
      handler,
      { incoming, outgoing },
      { idle, knowsTls, sendContinue: () => outgoing.writeContinue() },
    );
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
  const scheme = certificates === undefined ? 'http' : 'https';
  return { endpoint: `${scheme}://${reachable(host)}:${port}`, port, stop, [Symbol.asyncDispose]: stop };
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

function secureServer(settings: ServerOptions, { usual, contextFor }: Certificates): Server {
  return createSecureServer({
    ...settings,
    ...usual,
    minVersion: 'TLSv1.2',
    SNICallback: (name, done) => {
      try {
        done(null, contextFor(name.toLowerCase()));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The listener has no port');
  return address;
}

/** How a request is waited for, and what its connection says. */
interface Terms extends Pick<BodyTerms, 'knowsTls'> {
  readonly idle: number;
  readonly sendContinue?: () => void;
}

async function serve(
  handler: Handler,
  exchange: Exchange,
  { idle, knowsTls, sendContinue }: Terms,
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
  const answer = await handler(
    httpRequest(incoming, { idle, knowsTls, onGivenUp, sendContinue: askForBody }),
  );
  // The next bytes could be the body or another request, so the connection cannot be used again.
  if (awaited || givenUp) outgoing.shouldKeepAlive = false;
  await sendResponse(answer, exchange, idle);
}
