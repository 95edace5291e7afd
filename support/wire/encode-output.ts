import type { Operation, Output, Payload, Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';
import { inOrder } from './encoding/element-order.ts';
import { toJson } from './encoding/json-writer.ts';
import { bodyHeaders, commonHeaders, writeHeaders } from './encoding/response-headers.ts';
import { writeWholeSeconds } from './encoding/timestamp.ts';
import { declaration, escapeXml, writeMembers } from './encoding/xml-writer.ts';
import type { HttpResponse } from './http.ts';
import type { OperationModel } from './schema/shape.ts';
import { modelOf } from './sdk-schemas.ts';

/** The typed output of an operation, ready to encode. */
export interface Answer<S extends Service = Service, O extends Operation<S> = Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly output: Output<S, O>;
  readonly requestId: string;
  /** The Region of the bucket that an S3 request is about. */
  readonly region?: string;
}

/** Encodes an operation's output as AWS does; an object's `Body` is passed on unread. */
export function encodeOutput<S extends Service, O extends Operation<S>>(answer: Answer<S, O>): HttpResponse {
  const { service, operation, requestId } = answer;
  const output: unknown = answer.output;
  if (!isObject(output)) throw new TypeError(`${operation} answered nothing`);
  const model = modelOf(service, operation);
  const headers = commonHeaders(service, requestId);
  switch (services[service].protocol) {
    case 'rest-xml':
      if (LISTS_OF_BUCKET.has(operation) && answer.region !== undefined)
        headers['x-amz-bucket-region'] = answer.region;
      return encodeRest(service, model, { output, headers });
    case 'json': {
      const body = model.output ? JSON.stringify(toJson(model.output.shape, output)) : '';
      Object.assign(headers, bodyHeaders(service, body));
      return document(200, headers, { body, contentType: services[service].contentType });
    }
    case 'query':
      return encodeQuery(service, model, { output, headers, requestId });
  }
}

/**
 * Lists that name the Region of their bucket in a header. HeadBucket has a member for it.
 * Source: Amazon S3 user guide, "Virtual hosting of general purpose buckets".
 */
const LISTS_OF_BUCKET: ReadonlySet<string> = new Set(['ListObjects', 'ListObjectsV2']);

interface Encoding {
  readonly output: Readonly<Record<string, unknown>>;
  readonly headers: Record<string, string>;
}

/**
 * Statuses that the model has wrong. Recorded answers show them, besides the two of the source.
 *
 * Source: Amazon S3 API reference, PutBucketPolicy and RestoreObject.
 * Undocumented: the status of PutBucketIntelligentTieringConfiguration. It is taken to be that of its kindred.
 */
const statuses: ReadonlyMap<string, number> = new Map([
  ['PutBucketAnalyticsConfiguration', 204],
  ['PutBucketIntelligentTieringConfiguration', 204],
  ['PutBucketInventoryConfiguration', 204],
  ['PutBucketMetricsConfiguration', 204],
  ['PutBucketPolicy', 204],
  ['PutBucketTagging', 204],
  ['RestoreObject', 202],
]);

function encodeRest(service: Service, model: OperationModel, { output, headers }: Encoding): HttpResponse {
  const modelled = statuses.get(model.name) ?? model.http?.status ?? 200;
  const status = output.ContentRange === undefined ? modelled : 206;
  const bound = model.output;
  if (bound) writeHeaders(headers, bound, output);
  // HeadBucket stands for a list that is XML.
  if (model.name === 'HeadBucket') headers['Content-Type'] = services[service].contentType;
  if (model.http?.method === 'HEAD' || status === 204) return { status, headers };
  const payload = bound?.payload;
  const value = payload ? output[payload.name] : output;
  if (payload?.shape.kind === 'stream' && value !== undefined)
    return { status, headers, body: streamed(value) };
  if (payload?.shape.kind === 'events')
    throw new TypeError(`${model.name} answers in events, which are not encoded`);
  return document(status, headers, restBody(service, model, value));
}

interface Body {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

function restBody(service: Service, { name, output }: OperationModel, value: unknown): Body {
  const { namespace, contentType } = services[service];
  const shape = output?.body ?? output?.payload?.shape;
  if (shape === undefined || value === undefined || value === null) return { body: '', contentType };
  if (typeof value === 'string') return { body: value, contentType: 'application/json' };
  if (value instanceof Uint8Array) return { body: value, contentType: 'application/octet-stream' };
  if (shape.kind !== 'structure') throw new TypeError(`${name} answers in a way the wire does not know`);
  const { wireName } = output?.payload ?? { wireName: shape.rootName };
  // Its one member is the root element's text (Amazon S3 API reference, "GetBucketLocation").
  const isLocation = name === 'GetBucketLocation' && isObject(value);
  const root = isLocation ? 'LocationConstraint' : wireName;
  const content = isLocation
    ? escapeXml(String(value.LocationConstraint ?? ''))
    : writeMembers(inOrder(shape), value);
  const xmlns = namespace === '' ? '' : ` xmlns="${namespace}"`;
  if (isLocation && content === '') return { body: `${declaration}<${root}${xmlns}/>`, contentType };
  return { body: `${declaration}<${root}${xmlns}>${content}</${root}>`, contentType };
}

function encodeQuery(
  service: Service,
  { name, output: bound }: OperationModel,
  { output, headers, requestId }: Encoding & { readonly requestId: string },
): HttpResponse {
  const { namespace, contentType } = services[service];
  const result = bound
    ? `<${name}Result>${writeMembers(bound.shape, output, writeWholeSeconds)}</${name}Result>`
    : '';
  const metadata = `<ResponseMetadata><RequestId>${escapeXml(requestId)}</RequestId></ResponseMetadata>`;
  const body = `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`;
  return document(200, headers, { body, contentType });
}

function document(
  status: number,
  headers: Record<string, string>,
  { body, contentType }: Body,
): HttpResponse {
  if (body.length > 0) headers['Content-Type'] = contentType;
  headers['Content-Length'] = String(Buffer.byteLength(body));
  return body.length > 0 ? { status, headers, body } : { status, headers };
}

function streamed(value: unknown): Uint8Array | Payload {
  if (value instanceof Uint8Array || isPayload(value)) return value;
  throw new TypeError('Body is not a stream of bytes');
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
