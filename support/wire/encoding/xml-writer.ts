import type { Member, Shape, StructureShape } from '../schema/shape.ts';
import { writeTimestamp } from './timestamp.ts';

/** Formats a time if the model names no format. */
type DateWriter = (date: Date) => string;

/** The first line of every XML document of S3. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * Writes a structure's members as XML elements, without an element around them. Members that are null or undefined are
 * left out, and so are empty flattened lists. Times have milliseconds unless `date` formats them otherwise.
 */
export function writeMembers(
  shape: StructureShape,
  value: unknown,
  date: DateWriter = toMilliseconds,
): string {
  if (!isObject(value)) throw new TypeError(`${shape.rootName} is not an object`);
  let xml = '';
  for (const member of shape.members) {
    const item = value[member.name];
    if (item !== undefined && item !== null && !member.attribute) xml += writeMember(member, item, date);
  }
  return xml;
}

/** A member as its element or, if it is flattened, as its elements. */
function writeMember(member: Member, value: unknown, date: DateWriter): string {
  const { shape, open, close } = member;
  if (shape.kind === 'structure') {
    return `${open}${writeAttributes(shape, value)}>${writeMembers(shape, value, date)}${close}`;
  }
  if (member.flattened && shape.kind === 'list') {
    return items(value).reduce<string>(
      (xml, item) => xml + writeNamed({ name: member.wireName, shape: shape.item }, item, date),
      '',
    );
  }
  return `${open}>${writeContent(shape, value, date)}${close}`;
}

function writeNamed(
  { name, shape }: { readonly name: string; readonly shape: Shape },
  value: unknown,
  date: DateWriter,
): string {
  const attributes = shape.kind === 'structure' ? writeAttributes(shape, value) : '';
  return `<${name}${attributes}>${writeContent(shape, value, date)}</${name}>`;
}

function writeContent(shape: Shape, value: unknown, date: DateWriter): string {
  switch (shape.kind) {
    case 'structure':
      return writeMembers(shape, value, date);
    case 'list':
      return items(value).reduce<string>(
        (xml, item) => xml + writeNamed({ name: shape.itemName, shape: shape.item }, item, date),
        '',
      );
    case 'map': {
      const entries = isObject(value) ? Object.entries(value) : [];
      const written = entries.map(([key, item]) => {
        return `<entry><${shape.keyName}>${escapeXml(key)}</${shape.keyName}>${writeNamed({ name: shape.valueName, shape: shape.value }, item, date)}</entry>`;
      });
      return written.join('');
    }
    default:
      return escapeXml(writeScalar(shape, value, date));
  }
}

function toMilliseconds(date: Date): string {
  return writeTimestamp(date, 'date-time');
}

function writeScalar(shape: Shape, value: unknown, date: DateWriter): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date && shape.kind === 'timestamp')
    return shape.format === undefined ? date(value) : writeTimestamp(value, shape.format);
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  throw new TypeError(`a ${shape.kind} cannot be written as XML`);
}

function writeAttributes(shape: StructureShape, value: unknown): string {
  let xml = '';
  for (const member of shape.members) {
    if (!member.attribute || !isObject(value)) continue;
    const text = value[member.name];
    if (text !== undefined && text !== null) xml += ` ${member.wireName}="${escapeAttribute(String(text))}"`;
  }
  return xml;
}

function items(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('a list is not an array');
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Escapes text for elements and attributes. Half a surrogate pair becomes U+FFFD. Characters that XML 1.0 forbids are
 * written as character references.
 * S3 does so for keys with control characters, and offers `encoding-type=url` against it (Amazon S3 API reference,
 * "ListObjectsV2").
 */
export function escapeXml(text: string): string {
  return special.test(text) ? text.toWellFormed().replace(everySpecial, reference) : text;
}

/** XML parsers read unescaped line breaks and tabs in attributes as spaces. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replace(/[\t\n]/g, reference);
}

const special = /[^\P{Cc}\t\n]|[&<>"\p{Cs}\ufffe\uffff]/u;
const everySpecial = /[^\P{Cc}\t\n]|[&<>"\ufffe\uffff]/gu;
const named: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

function reference(character: string): string {
  return named.get(character) ?? `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
}
