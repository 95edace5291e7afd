import type { KeyObject } from 'node:crypto';
import { isDate, isKeyObject, isMap, isSet, isUint8Array } from 'node:util/types';
import type { FrozenClass, FrozenGraph, Node, Slot } from './frozen-graph.ts';

/**
 * Freezes a value with everything that it refers to. Throws TypeError for a value that is not of JavaScript's own data types
 * and of no given class: nothing is left out silently.
 */
export function freeze(value: object, classes: readonly FrozenClass[] = []): FrozenGraph {
  const numbers = new Map<object, number>();
  const values: object[] = [];
  const slotOf = (one: unknown): Slot => {
    if (one === undefined) return [];
    if (one === null || typeof one === 'string' || typeof one === 'boolean') return one;
    if (typeof one === 'number' && Number.isFinite(one) && !Object.is(one, -0)) return one;
    if (typeof one !== 'object') throw new TypeError(`a ${typeof one} cannot be frozen`);
    const known = numbers.get(one);
    if (known !== undefined) return [known];
    numbers.set(one, values.length);
    values.push(one);
    return [values.length - 1];
  };
  slotOf(value);
  const nodes: Node[] = [];
  // Nodes are added while the list is walked: that needs no recursion, however deep the values are.
  for (let at = 0; at < values.length; at++) nodes.push(nodeOf(values[at] ?? {}, slotOf, classes));
  return nodes;
}

function nodeOf(value: object, slotOf: (one: unknown) => Slot, classes: readonly FrozenClass[]): Node {
  for (const { name, freeze: frozen } of classes) {
    const made = frozen(value);
    if (made !== undefined) return { class: name, of: slotOf(made.from) };
  }
  if (Array.isArray(value)) return { array: value.map(slotOf) };
  if (isMap(value)) return { map: [...value].map(([key, one]) => [slotOf(key), slotOf(one)] as const) };
  if (isSet(value)) return { set: [...value].map(slotOf) };
  if (isDate(value)) return { date: value.toISOString() };
  if (Buffer.isBuffer(value)) return { buffer: value.toString('base64') };
  if (isUint8Array(value)) return { bytes: Buffer.from(value).toString('base64') };
  if (isKeyObject(value)) return { key: value.type, material: materialOf(value).toString('base64') };
  if (!isPlain(value)) throw new TypeError(`a value of ${value.constructor.name} cannot be frozen`);
  return { object: Object.fromEntries(Object.entries(value).map(([name, one]) => [name, slotOf(one)])) };
}

/** True for an object that is only its members. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isOfObject = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isOfObject && Object.getOwnPropertySymbols(value).length === 0;
}

function materialOf(key: KeyObject): Buffer {
  if (key.type === 'secret') return key.export();
  return key.export({ format: 'der', type: key.type === 'private' ? 'pkcs8' : 'spki' });
}
