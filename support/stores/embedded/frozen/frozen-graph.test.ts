import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeze } from './freeze.ts';
import type { FrozenClass, FrozenGraph } from './frozen-graph.ts';
import { thaw } from './thaw.ts';

const throughText = (value: object, classes?: readonly FrozenClass[]): unknown => {
  const graph: FrozenGraph = JSON.parse(JSON.stringify(freeze(value, classes)));
  return thaw(graph, classes);
};

/** Data of all kinds that a state may hold, in each other. */
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, true, 0, 1.5, '', '__proto__', 'x'),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ maxLength: 5 }),
    fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    fc.array(tie('value'), { maxLength: 3 }).map((members) => new Set(members)),
    fc.dictionary(fc.constantFrom('a', '7', '__proto__', 'toString'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

describe('a frozen graph', () => {
  test('gives the same values again, through text', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(throughText([value])).toStrictEqual([value]);
      }),
    );
  });

  test('is the same when its values are frozen again', () => {
    fc.assert(
      fc.property(data, (value) => {
        const graph = freeze([value]);
        expect(freeze(thaw(graph))).toStrictEqual(graph);
      }),
    );
  });

  test('keeps which values are one, and circles', () => {
    const user: { groups: Set<object> } = { groups: new Set() };
    const group = { users: [user] };
    user.groups.add(group);
    const [first, again] = throughText([user, user]) as (typeof user)[];
    expect(first).toBe(again);
    const [its] = [...(first?.groups ?? [])] as (typeof group)[];
    expect(its?.users[0]).toBe(first);
  });

  test('keeps keys of every type', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [createSecretKey(Buffer.alloc(32, 7)), privateKey, publicKey];
    const again = throughText(keys) as KeyObject[];
    expect(keys.map((key, index) => again[index]?.equals(key))).toEqual([true, true, true]);
  });

  test('makes values of given classes', () => {
    class Shelf {
      readonly books: unknown[] = [];
    }
    const row: FrozenClass = {
      name: 'Shelf',
      freeze: (value) => (value instanceof Shelf ? { from: value.books } : undefined),
      create(books) {
        const value = new Shelf();
        return { value, fill: () => value.books.push(...(books as unknown[])) };
      },
    };
    const shelf = new Shelf();
    shelf.books.push({ title: 'a' }, shelf);
    const again = throughText(shelf, [row]) as Shelf;
    expect(again).toBeInstanceOf(Shelf);
    expect(again.books).toEqual([{ title: 'a' }, again]);
    expect(() => freeze([shelf])).toThrow('a value of Shelf cannot be frozen');
  });

  test.each([
    ['a function', () => 0, 'a function cannot be frozen'],
    ['a bigint', 1n, 'a bigint cannot be frozen'],
    ['no number', Number.NaN, 'a number cannot be frozen'],
    ['a regular expression', /x/, 'a value of RegExp cannot be frozen'],
  ])('refuses %s: nothing is left out silently', (_, value, message) => {
    expect(() => freeze([value])).toThrow(message);
  });

  test.each([
    [[{ array: [[7]] }], 'the graph has no node 7'],
    [[{ class: 'Shelf', of: null }], 'the graph has a value of Shelf, which is unknown'],
  ])('that is broken is refused: %j', (graph, message) => {
    expect(() => thaw(graph as FrozenGraph)).toThrow(message);
  });
});
