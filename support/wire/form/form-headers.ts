import type { Service } from '../../aws/operations.ts';
import { readXml } from '../decoding/xml-reader.ts';
import { encodedWord } from '../encoding/encoded-word.ts';
import { malformedXml, notImplemented } from '../faults.ts';
import { modelOf } from '../sdk-schemas.ts';
import type { FormFields } from './form-fields.ts';
import { formRefusals } from './form-refusals.ts';

/** Fields that are no headers of PutObject by their own names. */
const SPELLED: ReadonlyMap<string, string> = new Map([['acl', 'x-amz-acl']]);

/** Fields of the signature, which no header of PutObject carries. */
const SIGNING: ReadonlySet<string> = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-signature',
]);

const METADATA = 'x-amz-meta-';

/**
 * The headers that a PutObject of the same object would have. Fields that S3 does not know are ignored, as S3 does.
 * Throws AwsError for a field `x-amz-…` that PutObject does not have, and for a value that no header can carry.
 *
 * Source: Amazon S3 API reference, "POST Object", section "Form fields".
 * Undocumented: whether S3 ignores an unknown field `x-amz-…`; keyhole refuses it, so that no wish of the writer is lost.
 */
export function formHeaders(fields: FormFields, service: Service): Record<string, string> {
  const headers: Record<string, string> = {};
  const add = (field: string, header: string, value: string) => {
    if (headers[header] !== undefined) throw formRefusals.repeated(field);
    const text = header.startsWith(METADATA) ? metadataHeader(value) : inLatin1(value).trim();
    if (!isHeaderValue(text) || !isHeaderName(header)) throw formRefusals.unfit(field, value);
    headers[header] = text;
  };
  for (const [field, value] of fields) {
    const header = SPELLED.get(field) ?? field;
    if (field === 'tagging') {
      const tags = taggingHeader(value);
      if (tags !== undefined) add(field, 'x-amz-tagging', tags);
    } else if (isHeaderOfPut(service, header)) add(field, header, value);
    else if (field.startsWith('x-amz-') && !SIGNING.has(field)) throw notImplemented(`The field ${field}`);
  }
  return headers;
}

/** Headers of PutObject that describe the request, and not the object: a form has its own. */
const OF_REQUEST: ReadonlySet<string> = new Set(['content-length']);

function isHeaderOfPut(service: Service, name: string): boolean {
  if (name.startsWith(METADATA)) return true;
  return (
    !OF_REQUEST.has(name) &&
    modelOf(service, 'PutObject').input.headers.some((each) => each.placeName === name)
  );
}

/** RFC 9110, "Tokens". */
function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name);
}

function isHeaderValue(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return false;
  }
  return true;
}

/**
 * The header that PutObject would have for the same metadata. A form may hold what no header can: it comes as an encoded word,
 * as does a text that only looks like one.
 *
 * Source: Amazon S3 user guide, "Working with object metadata".
 */
function metadataHeader(value: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(value) && value.trim() === value && !value.includes('=?');
  return isPlain ? value : encodedWord(value);
}

/**
 * A text with a blank for each character that is not in ISO-8859-1.
 * Undocumented: S3 keeps the other headers of a form so. Recorded answers show it.
 */
function inLatin1(value: string): string {
  return Array.from(value, (character) => (character > '\u00ff' ? ' ' : character)).join('');
}

/**
 * The field `tagging` is a document; PutObject takes the same tags as a query. Undefined for a document of another name.
 * Undocumented: S3 stores the object without tags then. Recorded answers show it.
 */
function taggingHeader(document: string): string | undefined {
  const root = readXml(Buffer.from(document), 64);
  if (root.name !== 'Tagging') return undefined;
  const set = root.children.length === 1 ? root.children[0] : undefined;
  if (set?.name !== 'TagSet') throw malformedXml();
  const tags = set.children.map(({ name, children }): [string, string] => {
    const [key, value] = children;
    if (name !== 'Tag' || key?.name !== 'Key' || value?.name !== 'Value' || children.length > 2)
      throw malformedXml();
    return [key.text, value.text];
  });
  return new URLSearchParams(tags).toString();
}
