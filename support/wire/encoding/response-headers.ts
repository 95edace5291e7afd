import { crc32 } from 'node:zlib';
import type { Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import type { BoundStructure, Member } from '../schema/shape.ts';
import { encodedWord } from './encoded-word.ts';
import { writeTimestamp } from './timestamp.ts';

/** The headers of every answer of a service: the request id under the service's name for it. */
export function commonHeaders(service: Service, requestId: string): Record<string, string> {
  if (services[service].protocol !== 'rest-xml') return { 'x-amzn-RequestId': requestId };
  return { 'x-amz-id-2': hostId(requestId), 'x-amz-request-id': requestId, Server: 'AmazonS3' };
}

/** The headers that describe the body of an answer, besides its length: DynamoDB sends the body's CRC-32 in decimal. */
export function bodyHeaders(service: Service, body: string | Uint8Array): Record<string, string> {
  return services[service].crc32 === true ? { 'x-amz-crc32': String(crc32(body)) } : {};
}

/** S3's second id, which names the host that answered. */
export function hostId(requestId: string): string {
  return btoa(`keyhole ${requestId}`);
}

/** Adds the members of an output that travel as headers. */
export function writeHeaders(
  headers: Record<string, string>,
  bound: BoundStructure,
  output: Readonly<Record<string, unknown>>,
): void {
  for (const member of bound.headers) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    // The SDK has a member of its own for an Expires header that is not a date; it replaces the header.
    if (member.name === 'ExpiresString') headers.Expires = headerText(String(value));
    else headers[member.headerName] = headerText(writeValue(member, value));
  }
  for (const member of bound.prefixHeaders) {
    const value = output[member.name];
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, text] of Object.entries(value)) {
      headers[`${member.headerName}${name}`] = metadataText(String(text));
    }
  }
}

function writeValue({ shape }: Member, value: unknown): string {
  if (value instanceof Date) {
    return writeTimestamp(value, (shape.kind === 'timestamp' && shape.format) || 'http-date');
  }
  if (Array.isArray(value)) return value.map((item) => quoted(String(item))).join(', ');
  return String(value);
}

function quoted(item: string): string {
  return /[",]/.test(item) ? `"${item.replace(/["\\]/g, '\\$&')}"` : item;
}

/**
 * A header's text in the form that node sends, one character a byte: UTF-8. A space replaces each control character, so
 * no value can end its header (RFC 9110, "Field values").
 */
function headerText(text: string): string {
  if (plain.test(text)) return text;
  return Buffer.from(text.replace(/[^\P{Cc}\t]/gu, ' '), 'utf8').toString('latin1');
}

/**
 * The header text of metadata. RFC 2047 encodes text other than US-ASCII.
 * Source: Amazon S3 user guide, "Working with object metadata".
 */
function metadataText(text: string): string {
  return plain.test(text) ? text : encodedWord(text);
}

const plain = /^[\t\x20-\x7e]*$/;
