import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { AwsError } from '../../aws/aws-error.ts';
import type { Payload } from '../../aws/operations.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { WholePayload } from '../../wire/whole-payload.ts';

/** Answers one request; never rejects. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>;

/** A listener that is up. */
export interface StartedListener extends AsyncDisposable {
  /** Where this machine reaches it: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  readonly port: number;
  /** Stops accepting, closes idle connections and waits for requests under way. */
  stop(): Promise<void>;
}

/** Where to listen. */
export interface ListenOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** An address of this machine, `0.0.0.0` for all of them; loopback where it is left out. */
  readonly host?: string | undefined;
}

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
  { port: wanted = 0, host = loopback }: ListenOptions = {},
): Promise<StartedListener> {
  const server = createServer({ keepAliveTimeout: 60_000, maxHeaderSize: 32 * 1024, noDelay: true });
  server.on('request', (request, response) => void serve(handler, request, response));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    void serve(handler, request, response, () => response.writeContinue());
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

/** Whether one could listen there now, before much is done for it. Rejects with node's error (`EADDRINUSE`, …). */
export async function tryToListen(options: ListenOptions): Promise<void> {
  const listener = await startListener(() => Promise.reject(new TypeError('nobody answers yet')), options);
  await listener.stop();
}

/** A host as an address has it; who listens on all of a machine's addresses is reached on its loopback. */
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
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  sendContinue?: () => void,
): Promise<void> {
  let awaited = sendContinue !== undefined;
  const askForBody =
    sendContinue &&
    (() => {
      awaited = false;
      sendContinue();
    });
  const answer = await handler(httpRequest(incoming, askForBody));
  // What comes next could be the body or another request: nobody can tell.
  if (awaited) outgoing.shouldKeepAlive = false;
  if (!begin(answer, outgoing)) return;
  const body = answer.body instanceof WholePayload ? answer.body.bytes : answer.body;
  if (incoming.method === 'HEAD' || body === undefined) {
    outgoing.end();
  } else if (typeof body === 'string' || body instanceof Uint8Array) {
    outgoing.end(body);
  } else {
    await stream(body, outgoing);
  }
}

/**
 * Sends status and headers; where they cannot be sent as they are, closes the connection: one answer ends, not the
 * server.
 */
function begin({ status, headers }: HttpResponse, outgoing: ServerResponse): boolean {
  try {
    outgoing.writeHead(status, inOrder(headers));
    return true;
  } catch {
    outgoing.destroy();
    return false;
  }
}

/** Node takes a Content-Disposition that follows the Content-Length for Latin-1, and spoils or refuses UTF-8. */
function inOrder(headers: HttpResponse['headers']): HttpResponse['headers'] {
  const disposition = headers['Content-Disposition'];
  return disposition === undefined ? headers : { 'Content-Disposition': disposition, ...headers };
}

/** Writes a body as fast as the client reads it; stops where the client has gone, breaks off where the body fails. */
async function stream(body: Payload, outgoing: ServerResponse): Promise<void> {
  try {
    for await (const chunk of body) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(chunk)) await writable(outgoing);
    }
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

function writable(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.on('drain', done).on('close', done);
  });
}

function httpRequest(incoming: IncomingMessage, sendContinue: (() => void) | undefined): HttpRequest {
  const headers: Record<string, string> = Object.create(null);
  const duplicated: string[] = [];
  const { rawHeaders } = incoming;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    const value = utf8(rawHeaders[i + 1] ?? '');
    const earlier = headers[name];
    if (earlier !== undefined) duplicated.push(name);
    headers[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    headers,
    duplicated,
    body: bodyOf(incoming),
    sourceIp: sourceIp(incoming),
    secure: true,
    ...(sendContinue && { continue: sendContinue }),
  };
}

/** Who listens on IPv6 too sees IPv4 clients by addresses that no policy means. */
function sourceIp({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/** A body's bytes; where the client goes away before all have come, that is the client's failing, not keyhole's. */
function bodyOf(incoming: IncomingMessage): Payload {
  return {
    [Symbol.asyncIterator]() {
      const iterator: AsyncIterator<Uint8Array> = incoming.iterator({ destroyOnReturn: false });
      return {
        next: () =>
          iterator.next().catch(() => {
            throw new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly');
          }),
        async return() {
          await iterator.return?.();
          // A refused body is still on its way: clients read the answer only once they have sent it all.
          incoming.resume();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** Node gives header values as latin1; SDKs send, and sign, UTF-8. */
function utf8(value: string): string {
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 0x7f) return Buffer.from(value, 'latin1').toString('utf8');
  }
  return value;
}
