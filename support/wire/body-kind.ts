import { services } from '../aws/services.ts';
import type { Route } from './routing/route.ts';
import { modelOf } from './sdk-schemas.ts';

/**
 * How a routed request's body is to be read before it is decoded: `streaming` where it is an object's bytes, which pass
 * through; `bytes` where it is a document, to be read up to {@link maximumBody}; `none` where there must not be any,
 * which decode holds the headers to.
 */
export function bodyKind({ service, operation }: Route): 'streaming' | 'bytes' | 'none' {
  if (services[service].protocol !== 'rest-xml') return 'bytes';
  const { payload, body } = modelOf(service, operation).input;
  if (payload) return payload.shape.kind === 'stream' ? 'streaming' : 'bytes';
  return body ? 'bytes' : 'none';
}

const mebibyte = 1024 * 1024;

/**
 * The most bytes that a request's document may have. Policies are held to their own limits (20 KB for a bucket policy,
 * 32 KB for a key policy) by whoever parses them, so that they are refused as AWS refuses them.
 */
export function maximumBody({ operation }: Route): number {
  return larger.has(operation) ? 2 * mebibyte : mebibyte;
}

/** A thousand keys of a kilobyte (Amazon S3 API Reference, "DeleteObjects"), or ten thousand parts. */
const larger: ReadonlySet<string> = new Set(['CompleteMultipartUpload', 'DeleteObjects']);
