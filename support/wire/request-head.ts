import { AwsError } from '../aws/aws-error.ts';
import type { HttpRequest } from './http.ts';

/** A request without its body, split into its parts but not normalized. */
export interface RequestHead {
  readonly method: string;
  /** The path as sent, with its percent-encoding: `//b/k`, `/b/a/../k` and `/b/%2F` stay as they are. */
  readonly rawPath: string;
  /** The query as sent, without its `?`. */
  readonly rawQuery: string;
  /** The query's pairs in the order sent, decoded once; a name without `=` has the value `''`. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Headers as in {@link HttpRequest.headers}. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names as in {@link HttpRequest.duplicated}. */
  readonly duplicated: readonly string[];
  /** The host addressed, in lower case and without its port. */
  readonly host: string;
}

/**
 * Splits the raw request target. The target must have origin form and printable ASCII with well-formed percent-encoding
 * of UTF-8. Two parsers could read any other target differently.
 *
 * Throws `InvalidURI` (Amazon S3 API reference, "Error responses").
 */
export function parseTarget(request: HttpRequest): RequestHead {
  const { target, headers } = request;
  if (!isOriginForm(target)) throw invalidUri(target);
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  percentDecode(rawPath);
  return {
    method: request.method,
    rawPath,
    rawQuery,
    query: parseQuery(rawQuery),
    headers,
    duplicated: request.duplicated,
    host: hostName(headers.host ?? ''),
  };
}

/** Decodes percent-encoded UTF-8 once; `+` stays `+`. Throws `InvalidURI` for malformed text. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUri(text);
  }
}

/** Splits `a=1&b` into decoded pairs. In queries and form bodies, `+` is a space. */
export function parseQuery(raw: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  if (raw === '') return pairs;
  const parts = raw.split('&', maximumPairs + 1);
  if (parts.length > maximumPairs) throw invalidUri(`${raw.slice(0, 128)}…`);
  for (const part of parts) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    if (equals < 0) pairs.push([formDecode(part), '']);
    else pairs.push([formDecode(part.slice(0, equals)), formDecode(part.slice(equals + 1))]);
  }
  return pairs;
}

/** More pairs than any request needs; a form of ampersands must not become a million pairs. */
const maximumPairs = 10_000;

function formDecode(text: string): string {
  return percentDecode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** True for a target that starts with `/` and holds printable ASCII only, without a fragment. */
function isOriginForm(target: string): boolean {
  if (target.charCodeAt(0) !== 0x2f) return false;
  for (let i = 1; i < target.length; i++) {
    const code = target.charCodeAt(i);
    if (code <= 0x20 || code >= 0x7f || code === 0x23) return false;
  }
  return true;
}

/** The name in a Host header, in lower case and without its port. */
export function hostName(host: string): string {
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  return (end > 0 ? host.slice(0, end) : host).toLowerCase();
}

function invalidUri(uri: string): AwsError {
  return new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.", { URI: uri });
}
