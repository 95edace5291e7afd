import { describe, expect, test } from '@jest/globals';
import { BoundedMap } from './bounded-map.ts';

describe('A bounded map', () => {
  test('keeps the newest entries, up to its capacity', () => {
    const map = new BoundedMap<number>(3);
    for (let i = 0; i < 1000; i++) map.set(String(i), i);
    expect(map.size).toBe(3);
    expect([...map.keys()]).toEqual(['997', '998', '999']);
  });

  test('tells if it has forgotten an entry', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('b', 3);
    expect(map.hasForgotten).toBe(false);
    map.set('c', 4);
    expect(map.hasForgotten).toBe(true);
    expect([...map.entries()]).toEqual([
      ['b', 3],
      ['c', 4],
    ]);
  });

  test('treats an entry that is set again as new', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  });

  test('makes a value once while it is kept', () => {
    const map = new BoundedMap<string>(1);
    let made = 0;
    const ask = (key: string) => map.getOrMake(key, () => `${key}${++made}`);
    expect([ask('a'), ask('a'), ask('b'), ask('a')]).toEqual(['a1', 'a1', 'b2', 'a3']);
  });

  test('forgets a deleted entry', () => {
    const map = new BoundedMap<number>(2);
    map.set('a', 1);
    map.delete('a');
    map.set('b', 2);
    map.clear();
    expect([map.size, map.hasForgotten]).toEqual([0, false]);
  });
});
