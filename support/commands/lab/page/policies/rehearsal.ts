import type { ClientOptions, Clients, RequestHandler, SignedRequest } from '../../../../client/clients.ts';
import { clientsFor } from '../../../../client/clients.ts';
import type { DecisionRecord } from '../../../../gateway/record/decision-log.ts';
import type { GatewayServer } from '../../../../gateway/serving/gateway-server.ts';
import type { HttpRequest } from '../../../../wire/http.ts';

/** Thrown in place of an answer: the request was rehearsed. */
class Rehearsed extends Error {
  readonly record: DecisionRecord;

  constructor(record: DecisionRecord) {
    super('rehearsed, and not sent');
    this.record = record;
  }
}

/**
 * Rehearses the request that some code sends with clients of an identity: the gateway reads, decides and checks it as it would
 * the request itself. Returns the record that the request would get. Throws the errors of `send`.
 */
export async function rehearse(
  gateway: Pick<GatewayServer, 'rehearse'>,
  options: Omit<ClientOptions, 'requestHandler'>,
  send: (clients: Clients) => Promise<unknown>,
): Promise<DecisionRecord> {
  const requestHandler: RequestHandler = {
    handle: async (request) => {
      throw new Rehearsed(await gateway.rehearse(httpRequestOf(request)));
    },
  };
  try {
    await send(clientsFor({ ...options, requestHandler }));
  } catch (error) {
    if (error instanceof Rehearsed) return error.record;
    throw error;
  }
  throw new TypeError('there was no request to rehearse');
}

/** A request of the SDK as the gateway would get it from this machine. */
function httpRequestOf({ method, path, query = {}, headers, body }: SignedRequest): HttpRequest {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one: string | null) => `${encoded(name)}=${encoded(one ?? '')}`,
    ),
  );
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : '');
  return {
    method,
    target: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    duplicated: [],
    body: (async function* () {
      yield bytes;
    })(),
    sourceIp: '127.0.0.1',
    secure: true,
  };
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
