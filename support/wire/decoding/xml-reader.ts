import { malformedXml } from '../faults.ts';

/** An element with its attributes, its child elements in order, and its text joined. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/**
 * Parses the XML that AWS takes in requests, strictly and in linear time. It takes UTF-8, one root, elements without
 * prefixes, the five named entities, character references, CDATA and comments.
 * Throws `MalformedXML` for text that is not well-formed, for document types (and so for entities), and for processing
 * instructions. It also throws for more than `maximumElements` elements, and for prefixed elements: parsers that ignore
 * prefixes and parsers that do not would see different documents.
 */
export function readXml(body: Uint8Array, maximumElements: number): XmlElement {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw malformedXml();
  }
  if (holdsForbidden(text)) throw malformedXml();
  return new XmlReader(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, maximumElements).read();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: [string, string][];
  readonly children: OpenElement[];
  text: string;
}

const maximumDepth = 32;
const maximumAttributes = 16;
const utf8 = new TextDecoder('utf-8', { fatal: true });

class XmlReader {
  readonly #text: string;
  readonly #maximumElements: number;
  #at = 0;
  #elements = 0;

  constructor(text: string, maximumElements: number) {
    this.#text = text;
    this.#maximumElements = maximumElements;
  }

  read(): XmlElement {
    this.#at = declaration.exec(this.#text)?.[0].length ?? 0;
    const document: OpenElement = { name: '', attributes: [], children: [], text: '' };
    const open = [document];
    while (this.#at < this.#text.length) this.#step(open);
    const [root] = document.children;
    if (open.length > 1 || root === undefined || document.children.length > 1 || !isBlank(document.text)) {
      throw malformedXml();
    }
    return root;
  }

  /** Reads one piece of the document: text, comment, CDATA, or a tag. */
  #step(open: OpenElement[]): void {
    const text = this.#text;
    const current = open.at(-1);
    const tag = text.indexOf('<', this.#at);
    const end = tag < 0 ? text.length : tag;
    if (current === undefined) throw malformedXml();
    if (end > this.#at) current.text += decodeEntities(text.slice(this.#at, end));
    this.#at = end;
    if (tag < 0) return;
    if (text.startsWith('</', tag)) this.#closeTag(open);
    else if (text.startsWith('<!--', tag)) this.#comment();
    else if (text.startsWith('<![CDATA[', tag) && open.length > 1)
      current.text += this.#until('<![CDATA[', ']]>');
    else this.#openTag(open, current);
  }

  #openTag(open: OpenElement[], parent: OpenElement): void {
    const [, name, slashOrAttribute] = this.#match(startTag);
    if (name === undefined || ++this.#elements > this.#maximumElements || open.length > maximumDepth) {
      throw malformedXml();
    }
    const element: OpenElement = { name, attributes: [], children: [], text: '' };
    parent.children.push(element);
    let end = slashOrAttribute;
    while (end === undefined) {
      const [, attribute, double, single] = this.#match(attributePattern);
      const known = element.attributes.some(([other]) => other === attribute);
      if (attribute === undefined || known || element.attributes.length >= maximumAttributes)
        throw malformedXml();
      element.attributes.push([attribute, decodeEntities((double ?? single ?? '').replace(/\s/g, ' '))]);
      end = this.#match(tagEnd, true)[1];
    }
    if (end === '>') open.push(element);
  }

  #closeTag(open: OpenElement[]): void {
    const [, name] = this.#match(endTag);
    if (open.length < 2 || open.pop()?.name !== name) throw malformedXml();
  }

  #comment(): void {
    if (this.#until('<!--', '--').startsWith('>') || this.#text[this.#at] !== '>') throw malformedXml();
    this.#at++;
  }

  #until(start: string, end: string): string {
    const from = this.#at + start.length;
    const to = this.#text.indexOf(end, from);
    if (to < 0) throw malformedXml();
    this.#at = to + end.length;
    return this.#text.slice(from, to);
  }

  #match(pattern: RegExp, optional = false): readonly (string | undefined)[] {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) {
      if (optional) return [];
      throw malformedXml();
    }
    this.#at = pattern.lastIndex;
    return found;
  }
}

const declaration =
  /^<\?xml\s+version\s*=\s*["']1\.[01]["'](?:\s+encoding\s*=\s*["'][Uu][Tt][Ff]-?8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/;
const startTag = /<([A-Za-z_][\w.-]*)(?:\s*(\/?>))?/y;
const attributePattern = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEnd = /\s*(\/?>)/y;
const endTag = /<\/([A-Za-z_][\w.-]*)\s*>/y;

/** True for text of white space only. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/**
 * True for code points that XML 1.0 forbids. References to control characters are still read, because S3 writes them.
 */
function holdsForbidden(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 ? code >= 0xfffe : code !== 0x0a && code !== 0x0d && code !== 0x09) return true;
  }
  return false;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let decoded = '';
  let from = 0;
  while (at >= 0) {
    const end = text.slice(at + 1, at + 12).indexOf(';');
    if (end < 0) throw malformedXml();
    decoded += text.slice(from, at) + entity(text.slice(at + 1, at + 1 + end));
    from = at + end + 2;
    at = text.indexOf('&', from);
  }
  return decoded + text.slice(from);
}

function entity(name: string): string {
  if (Object.hasOwn(named, name)) return named[name] ?? '';
  const [, hexadecimal, decimal] = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? Number.NaN);
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw malformedXml();
  return String.fromCodePoint(code);
}
