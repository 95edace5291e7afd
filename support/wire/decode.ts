import type { Input, Operation, Payload, Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';
import { readHttpBindings } from './decoding/http-bindings.ts';
import { readJsonBody } from './decoding/json-shape.ts';
import { readParameters } from './decoding/query-shape.ts';
import { serializationException } from './faults.ts';
import type { RequestHead } from './request-head.ts';
import type { Route } from './routing/route.ts';
import { modelOf } from './sdk-schemas.ts';

/**
 * A decoded request: operation and input, with the SDK's names and shapes. The first of the types that
 * `gateway/plan/received-call.ts` lists.
 */
export interface Decoded<S extends Service = Service, O extends Operation<S> = Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
}

/**
 * Decodes a routed request. {@link bodyKind} says what `body` is. The payload of an object becomes the input's `Body`
 * untouched; other bodies are the bytes read so far, without chunk signatures. It is undefined or empty if there is
 * none.
 *
 * Throws AwsError, in the words of the protocol, for everything that differs from the SDK's model. The input is frozen:
 * stages copy it to change it.
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

/** The readers follow the schema from which the SDK generates its types, which the compiler cannot check. */
function typed(input: Readonly<Record<string, unknown>>): Input<Service, Operation> {
  return input as Input<Service, Operation>;
}
