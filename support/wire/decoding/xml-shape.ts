import { malformedXml } from '../faults.ts';
import type { Member, Shape, StructureShape } from '../schema/shape.ts';
import { setOwn } from './own-property.ts';
import { readScalar } from './scalar.ts';
import { isBlank, readXml, type XmlElement } from './xml-reader.ts';

/**
 * Parses a body that is one XML document with the root `rootName` as a structure. S3 validates against its schema, so
 * unknown, repeated and missing elements are `MalformedXML`.
 */
export function readXmlBody(body: Uint8Array, rootName: string, shape: Shape): unknown {
  const root = readXml(body, maximumElements);
  if (root.name !== rootName) throw malformedXml();
  return readElement(root, shape);
}

/** Enough for the ten thousand parts of a multipart upload with their checksums. */
const maximumElements = 100_000;

/** S3's namespace as it is documented today, and as older clients still send it; and that of S3 Control. */
const namespaces: ReadonlySet<string> = new Set([
  'http://s3.amazonaws.com/doc/2006-03-01/',
  'https://s3.amazonaws.com/doc/2006-03-01/',
  'http://s3.amazonaws.com/doc/2006-03-01',
  'http://doc.s3.amazonaws.com/2006-03-01',
  'http://doc.s3.amazonaws.com/2006-03-01/',
  'http://awss3control.amazonaws.com/doc/2018-08-20/',
  '',
]);

function readElement(element: XmlElement, shape: Shape): unknown {
  switch (shape.kind) {
    case 'structure':
      return readStructure(element, shape);
    case 'list':
      return children(element).map((child) => {
        if (child.name !== shape.itemName) throw malformedXml();
        return readElement(child, shape.item);
      });
    case 'map':
      // No operation takes a map in XML, so its form is not known.
      throw malformedXml();
    default: {
      if (element.children.length > 0) throw malformedXml();
      readAttributes(element, []);
      const text = shape.kind === 'string' ? element.text : element.text.trim();
      const value = readScalar(shape, text, 'date-time');
      if (value === undefined) throw malformedXml();
      return value;
    }
  }
}

function readStructure(element: XmlElement, shape: StructureShape): Record<string, unknown> {
  if (!isBlank(element.text)) throw malformedXml();
  const value = readAttributes(element, shape.members);
  for (const child of element.children) {
    const member = shape.byWireName.get(child.name);
    if (!member) throw malformedXml();
    if (member.flattened) readFlattened(value, member, child);
    else if (Object.hasOwn(value, member.name)) throw malformedXml();
    else setOwn(value, member.name, readElement(child, member.shape));
  }
  for (const member of shape.members) {
    if (!member.required || Object.hasOwn(value, member.name)) continue;
    // S3 takes a Tagging document without a TagSet as one without tags. Recorded answers show it.
    if (member.name !== 'TagSet') throw malformedXml();
    value[member.name] = [];
  }
  if (shape.union && Object.keys(value).length !== 1) throw malformedXml();
  return value;
}

function readFlattened(value: Record<string, unknown>, member: Member, child: XmlElement): void {
  if (member.shape.kind !== 'list') throw malformedXml();
  const item = readElement(child, member.shape.item);
  const items = value[member.name];
  if (Array.isArray(items)) items.push(item);
  else setOwn(value, member.name, [item]);
}

function children(element: XmlElement): readonly XmlElement[] {
  if (!isBlank(element.text)) throw malformedXml();
  readAttributes(element, []);
  return element.children;
}

/** The attributes of the model. A default namespace must be S3's own. */
function readAttributes(element: XmlElement, members: readonly Member[]): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, text] of element.attributes) {
    if (name === 'xmlns' ? namespaces.has(text) : name.startsWith('xmlns:')) continue;
    const member = members.find((each) => each.attribute && each.wireName === name);
    if (!member) throw malformedXml();
    setOwn(value, member.name, text);
  }
  return value;
}
