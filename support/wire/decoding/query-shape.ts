import { malformedInput, missingMembers } from '../faults.ts';
import type { ListShape, MapShape, Shape, StructureShape } from '../schema/shape.ts';
import { setOwn } from './own-property.ts';
import { readScalar } from './scalar.ts';

/**
 * Parses the parameters of a query-protocol request as a structure: `Name`, `Tags.member.1.Key`, `Map.entry.1.key`
 * (Smithy, "AWS query protocol"). Ignores unknown parameters, as AWS does.
 *
 * Throws `MalformedInput` for values of another type than in the model and for lists with gaps, and `ValidationError`
 * for missing members.
 */
export function readParameters(
  parameters: readonly (readonly [name: string, value: string])[],
  shape: StructureShape,
): Record<string, unknown> {
  const root = tree(parameters, shape);
  const missing: string[] = [];
  const input = readStructure(root, shape, { path: '', missing });
  if (missing.length > 0) throw missingMembers('ValidationError', missing);
  return input;
}

/** The parameters whose names have the same beginning. */
interface Node {
  value?: string;
  readonly children: Map<string, Node>;
}

interface Reading {
  readonly path: string;
  readonly missing: string[];
}

/** Twice the depth that any request needs; it keeps the tree in proportion to the body. */
const maximumDepth = 12;

function tree(parameters: readonly (readonly [string, string])[], shape: StructureShape): Node {
  const root: Node = { children: new Map() };
  for (const [name, value] of parameters) {
    const [first = '', ...rest] = name.split('.', maximumDepth);
    if (!shape.byWireName.has(first)) continue;
    if (rest.length + 1 === maximumDepth)
      throw malformedInput(`The parameter ${name.slice(0, 128)} is nested too deeply`);
    let node = childOf(root, first);
    for (const part of rest) node = childOf(node, part);
    node.value = value;
  }
  return root;
}

function childOf(node: Node, name: string): Node {
  let child = node.children.get(name);
  if (!child) {
    child = { children: new Map() };
    node.children.set(name, child);
  }
  return child;
}

function readNode(node: Node, shape: Shape, reading: Reading): unknown {
  const { kind } = shape;
  if (kind !== 'structure' && kind !== 'list' && kind !== 'map') {
    const value =
      node.value === undefined || node.children.size > 0
        ? undefined
        : readScalar(shape, node.value, 'date-time');
    if (value === undefined) throw malformedInput(`The value of ${reading.path} is not a valid ${kind}`);
    return value;
  }
  // An empty list or map is sent as an empty value.
  if (node.value !== undefined && (node.value !== '' || node.children.size > 0)) {
    throw malformedInput(`The parameter ${reading.path} is a ${kind}`);
  }
  if (kind === 'structure') return readStructure(node, shape, reading);
  return kind === 'list' ? readList(node, shape, reading) : readMap(node, shape, reading);
}

function readStructure(node: Node, shape: StructureShape, reading: Reading): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const member of shape.members) {
    const child = node.children.get(member.wireName);
    const name = reading.path === '' ? lowerFirst(member.name) : `${reading.path}.${lowerFirst(member.name)}`;
    if (child) {
      const inner = { path: name, missing: reading.missing };
      value[member.name] = readNode(
        member.flattened ? unflattened(child, member.shape) : child,
        member.shape,
        inner,
      );
    } else if (member.required) reading.missing.push(name);
  }
  return value;
}

/** A flattened list or map in the form of one that is not flattened: its numbers under the name that it leaves out. */
function unflattened(node: Node, shape: Shape): Node {
  if (node.children.size === 0) return node;
  const name = shape.kind === 'list' ? shape.itemName : 'entry';
  return { ...node, children: new Map([[name, { children: node.children }]]) };
}

function readList(node: Node, shape: ListShape, reading: Reading): unknown[] {
  return numbered(node, shape.itemName, reading).map((item, i) =>
    readNode(item, shape.item, { ...reading, path: `${reading.path}.${i + 1}.member` }),
  );
}

function readMap(node: Node, shape: MapShape, reading: Reading): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const entry of numbered(node, 'entry', reading)) {
    const key = entry.children.get(shape.keyName)?.value;
    const item = entry.children.get(shape.valueName);
    if (key === undefined || item === undefined || Object.hasOwn(value, key)) {
      throw malformedInput(`The parameter ${reading.path} is not a valid map`);
    }
    setOwn(value, key, readNode(item, shape.value, { ...reading, path: `${reading.path}.${key}` }));
  }
  return value;
}

/** The items `1`, `2`, … under `name`. Refuses a gap: AWS does not say which list is meant then. */
function numbered(node: Node, name: string, reading: Reading): Node[] {
  if (node.children.size === 0) return [];
  const items = node.children.get(name);
  if (!items || node.children.size > 1 || items.value !== undefined) {
    throw malformedInput(`The parameter ${reading.path} is not a valid list`);
  }
  return Array.from({ length: items.children.size }, (_, i) => {
    const item = items.children.get(String(i + 1));
    if (!item) throw malformedInput(`The parameter ${reading.path} is not numbered from 1 without gaps`);
    return item;
  });
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
