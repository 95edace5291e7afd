import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
import { SpecError } from '../../scenario/spec-error.ts';
import type { LineOf } from '../world/gap-list.ts';
import { yamlDocument } from './yaml-document.ts';

/** A template as it is written, with the short forms of functions written out: `!Ref x` becomes `{ Ref: x }`. */
export interface Template {
  readonly file: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The line of the innermost property on a path that exists. */
  readonly lineOf: LineOf;
}

/** The most values of a template, with those that aliases repeat: CloudFormation takes at most 1 MB of text. */
const MOST_VALUES = 500_000;

/** Functions whose short form is not `Fn::` and the tag. */
const PLAIN = new Set(['Ref', 'Condition', 'Transform']);

/**
 * Reads a template in YAML or JSON. Throws SpecError: `syntax` with line and column for a text that is neither, and
 * `invalid-document` for one that is no template.
 */
export function readTemplate(file: string, text: string): Template {
  const { document, lines } = yamlDocument(file, text);
  const body = plainValue(document.contents, new Budget(document));
  if (!isTemplate(body)) {
    const isShown = Object(body).format_version !== undefined;
    const remedy = isShown
      ? 'it is what terraform show -json writes: keyhole import terraform reads it'
      : 'give a template of CloudFormation or SAM, a folder cdk.out, or what terraform show -json writes';
    throw new SpecError('invalid-document', `${file} is not a template: it has no Resources; ${remedy}`);
  }
  return { file, body, lineOf: (path) => lineAt(document, lines, path) };
}

function isTemplate(body: unknown): body is Readonly<Record<string, unknown>> {
  const { Resources: resources } = Object(body);
  return typeof resources === 'object' && resources !== null && !Array.isArray(resources);
}

/** Bounds what aliases of YAML can multiply. */
class Budget {
  readonly document: Document;
  #left = MOST_VALUES;

  constructor(document: Document) {
    this.document = document;
  }

  spend(): void {
    this.#left -= 1;
    if (this.#left < 0)
      throw new SpecError('invalid-document', 'the template is too large: its aliases repeat too much');
  }
}

function plainValue(node: unknown, budget: Budget): unknown {
  budget.spend();
  if (isAlias(node)) return plainValue(node.resolve(budget.document), budget);
  const value = untagged(node, budget);
  const tag = taggedFunction(node);
  if (tag === undefined) return value;
  // CloudFormation takes `!GetAtt Key.Arn` as a list of two names.
  if (tag === 'Fn::GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { [tag]: dot === -1 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [tag]: value };
}

function untagged(node: unknown, budget: Budget): unknown {
  if (isMap(node)) {
    const members: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.source ?? key.value) : String(key);
      const plain = plainValue(value, budget);
      if (name === '<<') Object.assign(members, { ...merged(plain), ...members });
      else
        Object.defineProperty(members, name, {
          value: plain,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    return members;
  }
  if (isSeq(node)) return node.items.map((item) => plainValue(item, budget));
  if (!isScalar(node)) return undefined;
  // A number keeps its digits, as an account id with leading zeros does; `1e3` is no account id.
  const { value, source } = node;
  return typeof value === 'number' && source !== undefined && /^\d{12}$/.test(source) ? source : value;
}

function merged(plain: unknown): object {
  return Array.isArray(plain) ? Object.assign({}, ...plain.toReversed()) : Object(plain);
}

/** The long form of a tag: `Fn::Sub` for `!Sub`; undefined for no tag, and for those of YAML itself. */
function taggedFunction(node: unknown): string | undefined {
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!')) return undefined;
  const name = tag.slice(1);
  return PLAIN.has(name) ? name : `Fn::${name}`;
}

function lineAt(document: Document, lines: LineCounter, path: readonly string[]): number | undefined {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (!isPair(pair)) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function startOf(node: unknown): number | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range?.[0];
}
