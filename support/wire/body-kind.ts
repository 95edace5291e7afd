import { services } from '../aws/services.ts';
import type { Route } from './routing/route.ts';
import { modelOf } from './sdk-schemas.ts';

/**
 * How the body of a routed request is read before decoding. `streaming`: the bytes of an object, which pass through.
 * `bytes`: a document, which is read up to its limit (body-limits.ts). `none`: no body is allowed; decode checks the
 * headers.
 */
export function bodyKind({ service, operation }: Route): 'streaming' | 'bytes' | 'none' {
  if (services[service].protocol !== 'rest-xml') return 'bytes';
  const { payload, body } = modelOf(service, operation).input;
  if (payload) return payload.shape.kind === 'stream' ? 'streaming' : 'bytes';
  return body ? 'bytes' : 'none';
}
