import type { Agent as HttpAgent, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { types } from 'node:util';
import { AwsError } from '../../../aws/aws-error.ts';
import { Agent, request as httpRequest } from '../../../node/http.ts';
import { writeBody } from './write-body.ts';

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
  readonly #request: typeof httpRequest;
  readonly #host: string;
  readonly #port: string;
  readonly #agent: HttpAgent | undefined;
  readonly #patience: number;
  #closed = false;

  constructor(endpoint: URL, options: { readonly patience?: number | undefined } = {}) {
    const { protocol, hostname, port } = endpoint;
    this.#endpoint = endpoint;
    this.#request = protocol === 'https:' ? httpsRequest : httpRequest;
    // A URL is read anew for each of its parts that is asked for.
    this.#host = hostname.replace(/^\[|\]$/g, '');
    this.#port = port;
    this.#agent = protocol === 'http:' ? new Agent({ keepAlive: true }) : undefined;
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
    return new Promise((resolve, reject) => {
      const request = this.#request({
        host: this.#host,
        port: this.#port,
        method,
        path: target,
        headers,
        timeout: this.#patience,
        ...(this.#agent && { agent: this.#agent }),
      });
      request.on('response', resolve).on('error', reject);
      request.on('timeout', () => request.destroy(new HangingError(this.#patience)));
      if (isStream(body))
        writeBody(request, body, beforeEnd).catch((error: unknown) => {
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
