import { AwsError } from '../../aws/aws-error.ts';
import type { Payload } from '../../aws/operations.ts';
import { unchunkedEncoding } from '../body/unchunked-encoding.ts';
import { invalidArgument, malformedXml } from '../faults.ts';
import type { RequestHead } from '../request-head.ts';
import { presignedHeaders } from '../routing/presigned-headers.ts';
import type { Route } from '../routing/route.ts';
import type { BoundStructure, Member, Shape, TimestampFormat } from '../schema/shape.ts';
import { WholePayload } from '../whole-payload.ts';
import { decodedWords } from './encoded-words.ts';
import { headerItems } from './header-items.ts';
import { setOwn } from './own-property.ts';
import { readScalar } from './scalar.ts';
import { readXmlBody } from './xml-shape.ts';

/**
 * Reads an S3 request's input from the places that carry its members: path, query, headers, metadata headers and body.
 *
 * Throws `InvalidArgument` for values of another type than in the model and for repeated headers, `InvalidRequest` and
 * `MissingRequestBodyError` for missing members, `UnexpectedContent`, and `MalformedXML`.
 */
export function readHttpBindings(
  { bucket, key, labels }: Route,
  input: BoundStructure,
  { head, body }: { readonly head: RequestHead; readonly body: Uint8Array | Payload | undefined },
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  if (bucket !== undefined) value.Bucket = bucket;
  if (key !== undefined) value.Key = key;
  if (labels !== undefined) Object.assign(value, labels);
  readQuery(value, input, head);
  readHeaders(value, input, head);
  const mayBeEmpty = labels !== undefined;
  if (input.payload || input.body) readBody(value, input, { body, mayBeEmpty });
  else refuseContent(head, body);
  for (const { name, required } of input.shape.members) {
    if (required && value[name] === undefined) throw missing(name);
  }
  return value;
}

function readQuery(
  value: Record<string, unknown>,
  { queries }: BoundStructure,
  { query }: RequestHead,
): void {
  if (query.length === 0) return;
  for (const member of queries) {
    const found = query.find(([name]) => name === member.placeName);
    // S3 treats a number without digits as absent.
    if (found?.[1] === '' && member.shape.kind === 'number') continue;
    if (found) value[member.name] = readText(member, found[1], 'date-time');
  }
}

function readHeaders(value: Record<string, unknown>, input: BoundStructure, head: RequestHead): void {
  const headers = presignedHeaders(head);
  for (const member of input.headers) {
    const text = special[member.name]?.(headers) ?? headers[member.placeName];
    if (text === undefined || text === absent) continue;
    if (member.shape.kind !== 'list' && head.duplicated.includes(member.placeName)) {
      throw invalidArgument('A header must not repeat.', member.headerName, text);
    }
    // Earlier releases of boto3 write a Boolean header as `True`, which S3 takes.
    const written = member.shape.kind === 'boolean' ? text.toLowerCase() : text;
    value[member.name] = readText(member, written, 'http-date');
  }
  for (const { name, placeName } of input.prefixHeaders) {
    const found: Record<string, unknown> = {};
    for (const header of Object.keys(headers)) {
      if (header.startsWith(placeName))
        setOwn(found, header.slice(placeName.length), decodedWords(headers[header] ?? ''));
    }
    if (Object.keys(found).length > 0) value[name] = found;
  }
}

const absent = Symbol('absent');

/**
 * Members whose value is not simply that of their header. An `aws-chunked` body is longer than its payload, and
 * `aws-chunked` is not an encoding of the object.
 * Source: Amazon S3 API reference, "Signature calculations for the authorization header: transferring payload in
 * multiple chunks".
 */
const special: Readonly<
  Record<string, (headers: RequestHead['headers']) => string | typeof absent | undefined>
> = {
  ContentLength: (headers) => headers['x-amz-decoded-content-length'],
  ContentEncoding: (headers) => {
    const encoding = headers['content-encoding'];
    return encoding === undefined ? undefined : (unchunkedEncoding(encoding) ?? absent);
  },
};

function readText(member: Member, text: string, format: TimestampFormat): unknown {
  const { shape } = member;
  if (shape.kind === 'list' && text.length <= 1024)
    return headerItems(text).map((item) => readItem(member, shape.item, { text: item, format }));
  return readItem(member, shape, { text, format });
}

function readItem(
  member: Member,
  shape: Shape,
  { text, format }: { text: string; format: TimestampFormat },
): unknown {
  const scalar = shape.kind !== 'structure' && shape.kind !== 'list' && shape.kind !== 'map';
  const value = scalar ? readScalar(shape, text, format) : undefined;
  if (value !== undefined) return value;
  throw invalidArgument(
    `The value of ${member.headerName || member.placeName} is not valid.`,
    member.headerName,
    text,
  );
}

function readBody(
  value: Record<string, unknown>,
  input: BoundStructure,
  { body, mayBeEmpty }: { readonly body: Uint8Array | Payload | undefined; readonly mayBeEmpty: boolean },
): void {
  const { payload } = input;
  if (payload?.shape.kind === 'stream') {
    value[payload.name] =
      body instanceof Uint8Array ? new WholePayload(body) : (body ?? new WholePayload(new Uint8Array()));
    return;
  }
  if (body !== undefined && !(body instanceof Uint8Array))
    throw new TypeError('the body must be read before it is decoded');
  const empty = body === undefined || body.byteLength === 0;
  if (empty) {
    // A document that is text is read by its own rules, also if it is empty.
    if (payload?.shape.kind === 'string') value[payload.name] = '';
    else if (payload?.required || (input.body && !mayBeEmpty))
      throw new AwsError('MissingRequestBodyError', 400, 'Request Body is empty');
  } else if (payload) value[payload.name] = readPayload(payload, body);
  else if (input.body) Object.assign(value, readXmlBody(body, input.shape.rootName, input.body));
}

function readPayload({ shape, wireName }: Member, body: Uint8Array): unknown {
  if (shape.kind === 'blob') return body;
  if (shape.kind !== 'string') return readXmlBody(body, wireName, shape);
  try {
    return utf8.decode(body);
  } catch {
    throw malformedXml();
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Refuses content if the operation takes none: it would be neither read nor verified. S3 ignores that of a read. */
function refuseContent({ headers, method }: RequestHead, body: Uint8Array | Payload | undefined): void {
  const announced = (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
  if (method === 'GET' || method === 'HEAD') return;
  if (announced || (body instanceof Uint8Array && body.byteLength > 0)) {
    throw new AwsError('UnexpectedContent', 400, 'This request does not support content');
  }
}

function missing(name: string): AwsError {
  return new AwsError('InvalidRequest', 400, `Missing required parameter: ${name}`);
}
