import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { AwsError } from '../../aws/aws-error.ts';
import type { Payload } from '../../aws/operations.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { withinIdleTime } from './idle-time.ts';

/** How a body is waited for. */
export interface BodyTerms {
  /** Milliseconds without a byte after which a body counts as given up. */
  readonly idle: number;
  /** Called when a body is given up. */
  readonly onGivenUp: () => void;
  /** Asks a waiting client to send its body (`100 Continue`). */
  readonly sendContinue?: (() => void) | undefined;
  /** True if the connection says if it is over TLS; otherwise it stands for one that is. */
  readonly knowsTls: boolean;
}

/** A request as it came off the socket, its body to be read as it comes. */
export function httpRequest(incoming: IncomingMessage, terms: BodyTerms): HttpRequest {
  const { sendContinue } = terms;
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
    body: bodyOf(incoming, terms),
    sourceIp: sourceIp(incoming),
    ...security(incoming, terms),
    ...(sendContinue && { continue: sendContinue }),
  };
}

/** The security of a connection. A listener without a certificate stands for AWS's endpoints, which speak TLS. */
function security({ socket }: IncomingMessage, { knowsTls }: BodyTerms): Pick<HttpRequest, 'secure' | 'tls'> {
  if (!knowsTls) return { secure: true };
  // `TLSv1.3`; policies have the number.
  const version = socket instanceof TLSSocket ? socket.getProtocol()?.replace(/^TLSv/, '') : undefined;
  return { secure: version !== undefined, tls: { version } };
}

/** A listener on IPv6 sees IPv4 clients by mapped addresses, which policies do not use. */
function sourceIp({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * The bytes of a body. A client that disconnects before the end has sent an IncompleteBody. A client that
 * sends nothing for too long gets S3's RequestTimeout, however much it has sent before.
 */
function bodyOf(incoming: IncomingMessage, { idle, onGivenUp }: BodyTerms): Payload {
  const givenUp = () => {
    onGivenUp();
    return requestTimeout();
  };
  return {
    [Symbol.asyncIterator]() {
      const iterator: AsyncIterator<Uint8Array> = incoming.iterator({ destroyOnReturn: false });
      return {
        next: () => withinIdleTime(nextPiece(iterator), idle, givenUp),
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

function nextPiece(iterator: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  return iterator.next().catch(() => {
    throw new AwsError('IncompleteBody', 400, 'The request body terminated unexpectedly');
  });
}

/**
 * Source: Amazon S3 API reference, "Error responses", RequestTimeout.
 * Undocumented: AWS does not say after how many seconds.
 */
function requestTimeout(): AwsError {
  return new AwsError(
    'RequestTimeout',
    400,
    'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
  );
}

/** Node gives header values as latin1; SDKs send, and sign, UTF-8. */
function utf8(value: string): string {
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 0x7f) return Buffer.from(value, 'latin1').toString('utf8');
  }
  return value;
}
