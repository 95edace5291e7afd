import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from './paging.ts';

const order = { by: (name: string) => name, defaultLimit: 3 };

/** All pages of a list that may change between them. */
function* pages(
  list: readonly string[],
  Limit: number,
  change: (list: readonly string[]) => readonly string[],
) {
  let current = list;
  let Marker: string | undefined;
  do {
    const { items, paging } = pageOf(current, { Limit, Marker }, order);
    expect(paging.Truncated).toBe(paging.NextMarker !== undefined);
    expect(items.length).toBeLessThanOrEqual(Limit);
    yield items;
    current = change(current);
    Marker = paging.NextMarker;
  } while (Marker !== undefined);
}

const names = fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 30 });
const limit = fc.integer({ min: 1, max: 10 });

describe('the pages of a list', () => {
  test('hold every item once, in order', () => {
    fc.assert(
      fc.property(names, limit, (list, Limit) => {
        expect([...pages(list, Limit, (same) => same)].flat()).toEqual(list.toSorted());
      }),
    );
  });

  test('neither skip nor repeat an item when others come and go in between', () => {
    fc.assert(
      fc.property(names, limit, names, (list, Limit, others) => {
        const added = others.filter((name) => !list.includes(name));
        const seen = [
          ...pages([...list, ...added.slice(1)], Limit, () => [...list, ...added.slice(0, 1)]),
        ].flat();
        expect(seen.filter((name) => list.includes(name))).toEqual(list.toSorted());
      }),
    );
  });

  test('have a default length', () => {
    expect(pageOf(['d', 'c', 'b', 'a'], {}, order).items).toEqual(['a', 'b', 'c']);
  });
});
