import type { Agent as HttpAgent, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { types } from 'node:util';
import { AwsError } from '../../../aws/aws-error.ts';
import { Agent, request as httpRequest } from '../../../node/http.ts';
import { holdLastPiece } from './hold-last-piece.ts';

/** A request to an endpoint, ready to be sent. */
export interface Outgoing {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array> | undefined;
  /** Called once a stream has ended, before its last bytes are sent. An error ends the request. */
  readonly beforeEnd?: (() => Promise<void>) | undefined;
}

/** Milliseconds that an endpoint may keep silent before it counts as hanging. */
const patience = 60_000;

/** Connections to one endpoint, kept open between requests. */
export class Exchange {
  readonly #endpoint: URL;
  readonly #agent: HttpAgent | undefined;
  readonly #patience: number;
  #closed = false;

  constructor(endpoint: URL, options: { readonly patience?: number | undefined } = {}) {
    this.#endpoint = endpoint;
    this.#agent = endpoint.protocol === 'http:' ? new Agent({ keepAlive: true }) : undefined;
    this.#patience = options.patience ?? patience;
  }

  /**
   * Sends a request and resolves with the answer as soon as its head is there; its body is a stream. Throws
   * AwsError `ServiceUnavailable`, 503, if the endpoint cannot be reached or hangs. An error of the body ends
   * the request before its last bytes are sent, so that nothing is stored.
   */
  async send(outgoing: Outgoing): Promise<IncomingMessage> {
    try {
      return await this.#attempt(outgoing);
    } catch (error) {
      // The endpoint may have closed a kept connection just when it was used, so nothing was answered.
      if (this.#closed || !isReset(error) || isStream(outgoing.body)) throw this.#unreachable(error);
      try {
        return await this.#attempt(outgoing);
      } catch (again) {
        throw this.#unreachable(again);
      }
    }
  }

  /** Closes all connections. */
  close(): void {
    this.#closed = true;
    this.#agent?.destroy();
  }

  #attempt({ method, target, headers, body, beforeEnd }: Outgoing): Promise<IncomingMessage> {
    const { protocol, hostname, port } = this.#endpoint;
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send({
        host: hostname.replace(/^\[|\]$/g, ''),
        port,
        method,
        path: target,
        headers,
        timeout: this.#patience,
        ...(this.#agent && { agent: this.#agent }),
      });
      request.on('response', resolve).on('error', reject);
      request.on('timeout', () => request.destroy(new HangingError(this.#patience)));
      if (isStream(body))
        write(request, endingWith(body, beforeEnd)).catch((error: unknown) => {
          reject(error);
          request.destroy();
        });
      else request.end(body);
    });
  }

  #unreachable(error: unknown): unknown {
    if (!types.isNativeError(error) || error instanceof AwsError || !isNetworkError(error)) return error;
    return new AwsError(
      'ServiceUnavailable',
      503,
      `keyhole: the store at ${this.#endpoint.origin} ${reasonOf(error)}`,
    );
  }
}

class HangingError extends Error {
  constructor(milliseconds: number) {
    super(`has not answered within ${milliseconds / 1000} seconds`);
    this.name = 'HangingError';
  }
}

/** A body that calls a function at its end. */
async function* endingWith(
  body: AsyncIterable<Uint8Array>,
  beforeEnd: Outgoing['beforeEnd'],
): AsyncGenerator<Uint8Array> {
  yield* body;
  await beforeEnd?.();
}

/** Writes a body as fast as it is read, the last piece only after the whole body was verified. */
async function write(
  request: ReturnType<typeof httpRequest>,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of holdLastPiece(body)) {
    if (request.destroyed) return;
    if (!request.write(chunk)) await drained(request);
  }
  request.end();
}

function drained(request: ReturnType<typeof httpRequest>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      request.off('drain', done).off('close', done);
      resolve();
    };
    request.on('drain', done).on('close', done);
  });
}

function isStream(body: Outgoing['body']): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

function isReset(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === 'ECONNRESET';
}

function isNetworkError(error: Error): boolean {
  return (
    error instanceof HangingError || 'syscall' in error || ('code' in error && error.code === 'ECONNRESET')
  );
}

function reasonOf(error: Error): string {
  if (error instanceof HangingError) return error.message;
  const code = 'code' in error ? String(error.code) : error.message;
  return code === 'ECONNREFUSED'
    ? 'is not running: the connection was refused'
    : `cannot be reached: ${code}`;
}
