import { services } from '../aws/services.ts';
import type { Route } from './routing/route.ts';
import { modelOf } from './sdk-schemas.ts';

/**
 * How a routed request's body is to be read before it is decoded: `streaming` where it is an object's bytes, which pass
 * through; `bytes` where it is a document, to be read up to its limit (body-limits.ts); `none` where there must not be any,
 * which decode holds the headers to.
 */
export function bodyKind({ service, operation }: Route): 'streaming' | 'bytes' | 'none' {
  if (services[service].protocol !== 'rest-xml') return 'bytes';
  const { payload, body } = modelOf(service, operation).input;
  if (payload) return payload.shape.kind === 'stream' ? 'streaming' : 'bytes';
  return body ? 'bytes' : 'none';
}
