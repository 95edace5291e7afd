import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Payload } from '../../aws/operations.ts';
import type { HttpRequest } from '../../wire/http.ts';
import { BodyPieces, type PieceTerms } from './body-pieces.ts';

/** How a body is waited for. */
export interface BodyTerms extends PieceTerms {
  /** Asks a waiting client to send its body (`100 Continue`). */
  readonly sendContinue?: (() => void) | undefined;
  /** True if the connection says if it is over TLS; otherwise it stands for one that is. */
  readonly knowsTls: boolean;
}

/**
 * An empty set of headers, which inherits nothing: a client may send a header `constructor`. V8 keeps what `Object.create(null)` makes as
 * a dictionary. It reads the object of a class by its shape, which is faster.
 */
class HeaderSet {
  [name: string]: string;

  static {
    Object.setPrototypeOf(HeaderSet.prototype, null);
    Reflect.deleteProperty(HeaderSet.prototype, 'constructor');
  }
}

/** A request as it came off the socket, its body to be read as it comes. */
export function httpRequest(incoming: IncomingMessage, terms: BodyTerms): HttpRequest {
  const { sendContinue } = terms;
  const headers = new HeaderSet();
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

/** The bytes of a body, to be read once. */
function bodyOf(incoming: IncomingMessage, terms: BodyTerms): Payload {
  return { [Symbol.asyncIterator]: () => new BodyPieces(incoming, terms) };
}

/** Node gives header values as latin1; SDKs send, and sign, UTF-8. */
function utf8(value: string): string {
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 0x7f) return Buffer.from(value, 'latin1').toString('utf8');
  }
  return value;
}
