import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Operation, Output, Service } from '../../../aws/operations.ts';
import { isRest } from '../../../aws/services.ts';
import { WholePayload } from '../../../wire/whole-payload.ts';
import type { Request } from '../services/request.ts';
import { errorOfResponse } from './error-of-response.ts';
import { Exchange, type Outgoing } from './exchange.ts';
import { inAwsWords, inLocalstackWords, statusInAwsWords } from './localstack-ways.ts';
import { deserialise, serialise } from './sdk-protocol.ts';
import { withTrailingChecksum } from './trailing-checksum.ts';

/** An answer whose body has not been read. */
export interface Answered {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly message: IncomingMessage;
}

/**
 * Sends requests to a permissive endpoint. It always writes the typed input anew and never forwards a
 * client's bytes. So the endpoint reads what was authorized.
 */
export class Upstream {
  readonly #exchange: Exchange;
  readonly #host: string;

  constructor(endpoint: URL, options: { readonly patience?: number | undefined } = {}) {
    this.#exchange = new Exchange(endpoint, options);
    this.#host = endpoint.host;
  }

  /** Throws AwsError for an answer that is an error, and if the endpoint cannot be reached. */
  async send(request: Request): Promise<Answered> {
    const spoken = inLocalstackWords(request);
    const { service } = request;
    const { method, target, ...written } = await serialise(service, spoken.operation, spoken.input);
    const length: unknown = isRest(service) ? Reflect.get(spoken.input, 'ContentLength') : undefined;
    const { headers, body } = withTrailingChecksum(written, length);
    const message = await this.#exchange.send({
      method,
      target,
      headers: this.#headers(request, headers, { body, length }),
      body: bytesOf(body),
      beforeEnd: request.beforeEnd,
    });
    const status = message.statusCode ?? 500;
    const answered = { status, headers: headersOf(message), message };
    if (status < 300) return { ...answered, status: statusInAwsWords(status, request) };
    throw inAwsWords(errorOfResponse(service, { ...answered, body: await buffer(message) }), request);
  }

  /** Sends like {@link send}, and reads the answer as the SDK does. */
  async perform<S extends Service, O extends Operation<S>>(request: Request<S, O>): Promise<Output<S, O>> {
    // All operations are sent in the same way.
    const { status, headers, message } = await this.send(request as unknown as Request);
    const { service, operation } = request;
    return deserialise(service, operation, { statusCode: status, headers, body: message });
  }

  /** Closes all connections. */
  close(): void {
    this.#exchange.close();
  }

  #headers(
    { service, account, region }: Request,
    headers: Readonly<Record<string, string>>,
    { body, length }: { readonly body: unknown; readonly length: unknown },
  ): Record<string, string> {
    const sent: Record<string, string> = { host: this.#host, 'accept-encoding': 'identity' };
    for (const [name, value] of Object.entries(headers)) sent[name] = asSent(name, value);
    if (typeof body === 'string' || body instanceof Uint8Array) {
      sent['content-length'] = String(Buffer.byteLength(body));
    } else if (typeof length === 'number' && sent['x-amz-trailer'] === undefined) {
      sent['content-length'] = String(length);
    }
    if (isRest(service)) sent['x-amz-content-sha256'] ??= 'UNSIGNED-PAYLOAD';
    sent.authorization = authorization(account, region, service);
    return sent;
  }
}

/**
 * Permissive endpoints take the account from the access key id, and service and region from the scope. They
 * do not verify signatures.
 * Source: LocalStack's documentation, "Credentials" and "Multi-account setups".
 */
function authorization(account: string, region: string, service: Service): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  const scope = `${account}/${day}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
}

/**
 * A header value as it is sent. S3 returns metadata beyond US-ASCII encoded by RFC 2047 (Amazon S3 User
 * Guide, "Working with object metadata"). It is sent in this form, since some endpoints do not read UTF-8 in
 * headers.
 */
function asSent(name: string, value: string): string {
  if (/^[\t\x20-\x7e]*$/.test(value)) return value;
  const utf8 = Buffer.from(value, 'utf8');
  return name.startsWith('x-amz-meta-') ? `=?UTF-8?B?${utf8.toString('base64')}?=` : utf8.toString('latin1');
}

function bytesOf(body: unknown): Outgoing['body'] {
  if (body instanceof WholePayload) return body.bytes;
  if (typeof body === 'string' || body instanceof Uint8Array || body === undefined) return body;
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
    return body as AsyncIterable<Uint8Array>;
  }
  throw new TypeError('a request body is neither bytes nor a stream of them');
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const all: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    all[name] = Array.isArray(value) ? value.join(',') : (value ?? '');
  }
  return all;
}
