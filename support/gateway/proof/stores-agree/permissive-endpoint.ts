import { AwsError } from '../../../aws/aws-error.ts';
import { isService } from '../../../aws/services.ts';
import {
  type FakeEndpoint,
  fakeEndpoint,
  type Seen,
  type Told,
} from '../../../stores/endpoint/testing/fake-endpoint.ts';
import type { Call, Store } from '../../../stores/store.ts';
import { decode } from '../../../wire/decode.ts';
import { encodeError } from '../../../wire/encode-error.ts';
import { parseTarget } from '../../../wire/request-head.ts';
import { route } from '../../../wire/routing/route.ts';

const CREDENTIAL = /Credential=(\d{12})\/\d{8}\/([a-z0-9-]+)\/([a-z0-9]+)\//;

/**
 * For tests: an endpoint that performs every request of a service with whole bodies in a store, and decides nothing. It
 * takes an account's id for an access key id, and reads no signature.
 */
export function permissiveEndpoint(store: Store): Promise<FakeEndpoint> {
  return fakeEndpoint((seen) => performed(store, seen));
}

async function performed(store: Store, { method, target, headers, body }: Seen): Promise<Told> {
  const [, account = '', region = '', service = ''] = CREDENTIAL.exec(headers.authorization ?? '') ?? [];
  if (!isService(service)) throw new TypeError(`a request to an unknown service: ${headers.authorization}`);
  const bytes = Buffer.from(body);
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const from = { sourceIp: '127.0.0.1', secure: false, duplicated: [], body: empty() };
  const head = parseTarget({ method, target, headers: sent, ...from });
  const { operation, input } = decode(route(head, service, bytes), head, bytes);
  const arn = `arn:aws:iam::${account}:root`;
  const principal = { type: 'Root', accountId: account, arn, userId: account } as const;
  const call: Call = { service, operation, input, account, region, principal, requestId: 'THEIRS' };
  try {
    return told(await store.send(call));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return told(encodeError({ service, error, requestId: call.requestId, head }));
  }
}

async function* empty(): AsyncGenerator<Uint8Array> {}

function told({ status, headers, body }: Awaited<ReturnType<Store['send']>>): Told {
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    throw new TypeError('an answer that is a stream');
  return { status, headers, ...(body !== undefined && { body: Buffer.from(body).toString() }) };
}
