import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { FrozenClass, FrozenGraph, Node, Slot } from './frozen-graph.ts';

/** The value that was frozen, with everything that it refers to. Throws TypeError or RangeError for a graph that is broken. */
export function thaw(graph: FrozenGraph, classes: readonly FrozenClass[] = []): object {
  const shells = graph.map(shellOf);
  const resolve = (slot: Slot): unknown => {
    if (!Array.isArray(slot)) return slot;
    const [number] = slot;
    if (number === undefined) return undefined;
    if (!(number in shells)) throw new RangeError(`the graph has no node ${number}`);
    return shells[number];
  };
  const later: (() => void)[] = [];
  for (const [number, node] of graph.entries()) {
    if (!('class' in node)) continue;
    const row = classes.find(({ name }) => name === node.class);
    if (row === undefined) throw new TypeError(`the graph has a value of ${node.class}, which is unknown`);
    const made = row.create(resolve(node.of));
    shells[number] = made.value;
    if (made.fill !== undefined) later.push(made.fill);
  }
  for (const [number, node] of graph.entries()) fill(shells[number], node, resolve);
  for (const fillLast of later) fillLast();
  const first = resolve([0]);
  if (typeof first !== 'object' || first === null) throw new TypeError('the graph has no first object');
  return first;
}

/** A value without its members. */
function shellOf(node: Node): unknown {
  if ('object' in node) return {};
  if ('array' in node) return [];
  if ('map' in node) return new Map();
  if ('set' in node) return new Set();
  if ('date' in node) return new Date(node.date);
  if ('buffer' in node) return Buffer.from(node.buffer, 'base64');
  if ('bytes' in node) return new Uint8Array(Buffer.from(node.bytes, 'base64'));
  if ('key' in node) return keyOf(node.key, Buffer.from(node.material, 'base64'));
  return undefined;
}

function keyOf(type: 'secret' | 'private' | 'public', key: Buffer): KeyObject {
  if (type === 'secret') return createSecretKey(key);
  return type === 'private'
    ? createPrivateKey({ key, format: 'der', type: 'pkcs8' })
    : createPublicKey({ key, format: 'der', type: 'spki' });
}

function fill(shell: unknown, node: Node, resolve: (slot: Slot) => unknown): void {
  if ('object' in node && typeof shell === 'object' && shell !== null) {
    // A member may have the name by which an assignment sets the prototype.
    for (const [name, slot] of Object.entries(node.object))
      Object.defineProperty(shell, name, {
        ...{ value: resolve(slot), enumerable: true, writable: true, configurable: true },
      });
  }
  if ('array' in node && Array.isArray(shell)) for (const one of node.array) shell.push(resolve(one));
  if ('map' in node && shell instanceof Map)
    for (const [key, one] of node.map) shell.set(resolve(key), resolve(one));
  if ('set' in node && shell instanceof Set) for (const one of node.set) shell.add(resolve(one));
}
