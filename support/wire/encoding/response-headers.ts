import { crc32 } from 'node:zlib';
import type { Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import type { BoundStructure, Member } from '../schema/shape.ts';
import { writeTimestamp } from './timestamp.ts';

/** The headers every answer of a service has: the request id under the service's name for it. */
export function commonHeaders(service: Service, requestId: string): Record<string, string> {
  if (services[service].protocol !== 'rest-xml') return { 'x-amzn-RequestId': requestId };
  return { 'x-amz-id-2': hostId(requestId), 'x-amz-request-id': requestId, Server: 'AmazonS3' };
}

/** What a service says of the body of its answers besides its length: DynamoDB gives its CRC-32, in decimal. */
export function bodyHeaders(service: Service, body: string | Uint8Array): Record<string, string> {
  return services[service].crc32 === true ? { 'x-amz-crc32': String(crc32(body)) } : {};
}

/** S3's second id, which names the host that answered. */
export function hostId(requestId: string): string {
  return Buffer.from(`keyhole ${requestId}`).toString('base64');
}

/** Adds an output's members that travel as headers. */
export function writeHeaders(
  headers: Record<string, string>,
  bound: BoundStructure,
  output: Readonly<Record<string, unknown>>,
): void {
  for (const member of bound.headers) {
    const value = output[member.name];
    if (value === undefined || value === null) continue;
    // The SDK's own member for an Expires that is no date: it takes the header's place.
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
 * A header's text as node sends it, one character a byte: UTF-8, and a space for each control character, so that no value
 * can end its header (RFC 9110, "Field values").
 */
function headerText(text: string): string {
  if (plain.test(text)) return text;
  return Buffer.from(text.replace(/[^\P{Cc}\t]/gu, ' '), 'utf8').toString('latin1');
}

/** Metadata that is not US-ASCII is encoded as RFC 2047 says (Amazon S3 User Guide, "Working with object metadata"). */
function metadataText(text: string): string {
  return plain.test(text) ? text : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

const plain = /^[\t\x20-\x7e]*$/;
