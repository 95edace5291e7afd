import type { Input, Operation, Payload, Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';
import { readHttpBindings } from './decoding/http-bindings.ts';
import { readJsonBody } from './decoding/json-shape.ts';
import { readParameters } from './decoding/query-shape.ts';
import { serializationException } from './faults.ts';
import type { RequestHead } from './request-head.ts';
import type { Route } from './routing/route.ts';
import { modelOf } from './sdk-schemas.ts';

/** What a request asks for, in the SDK's names and shapes. */
export interface Decoded<S extends Service = Service, O extends Operation<S> = Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
}

/**
 * Decodes a routed request. `body` is as {@link bodyKind} says: the payload of an object, which becomes the input's
 * `Body` untouched, or the bytes read so far, without chunk signatures; undefined or empty where there is none.
 *
 * Whatever is not exactly what the SDK's model says is refused with an AwsError in the words of the protocol. The input
 * is frozen: stages copy what they change.
 */
export function decode(route: Route, head: RequestHead, body?: Uint8Array | Payload): Decoded {
  const { service, operation } = route;
  return { service, operation, input: typed(Object.freeze(read(route, head, body))) };
}

function read(
  route: Route,
  head: RequestHead,
  body: Uint8Array | Payload | undefined,
): Record<string, unknown> {
  const { service, operation } = route;
  const { input } = modelOf(service, operation);
  switch (services[service].protocol) {
    case 'rest-xml':
      return readHttpBindings(route, input, { head, body });
    case 'json':
      if (body instanceof Uint8Array) return readJsonBody(body, input.shape);
      throw serializationException('The request has no body');
    case 'query':
      return readParameters(route.parameters ?? [], input.shape);
  }
}

/** The readers go by the schema that the SDK generates its types from; the compiler cannot follow them there. */
function typed(input: Readonly<Record<string, unknown>>): Input<Service, Operation> {
  return input as Input<Service, Operation>;
}
