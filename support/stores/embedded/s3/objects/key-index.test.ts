import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyIndex } from './key-index.ts';
import { compareKeys } from './key-order.ts';

const key = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'b', '/'),
    fc
      .integer({ min: 1, max: 0x10ffff })
      .filter((c) => c < 0xd800 || c > 0xdfff)
      .map((c) => String.fromCodePoint(c)),
  ),
  maxLength: 6,
});

describe('compareKeys', () => {
  test('orders keys as the bytes of their UTF-8 form', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('puts characters beyond U+FFFF last, which a comparison of strings does not', () => {
    expect(compareKeys('\u{1F600}', '\uFF5E')).toBeGreaterThan(0);
    expect('\u{1F600}' < '\uFF5E').toBe(true);
  });
});

describe('KeyIndex', () => {
  test('keeps thousands of keys in order while they come and go', () => {
    const index = new KeyIndex<string>();
    const names = Array.from({ length: 3000 }, (_, n) => `key-${(n * 7919) % 3000}`);
    for (const name of names) index.add(name, name);
    for (const name of names.slice(0, 1500)) index.delete(name);
    const expected = names.slice(1500).sort(compareKeys);
    expect([...index.values()]).toEqual(expected);
    expect(index.size).toBe(1500);
    for (const name of names.slice(1500)) index.delete(name);
    expect([...index.values()]).toEqual([]);
  });

  test('finds the first key at or behind any other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 40 }), key, (names, sought) => {
        const index = new KeyIndex<string>();
        for (const name of names) index.add(name, name);
        const expected = names.filter((name) => compareKeys(name, sought) >= 0).sort(compareKeys)[0];
        expect(index.seek((name) => compareKeys(name, sought) < 0).next()).toBe(expected);
      }),
    );
  });

  test('knows nothing of a key that was taken out', () => {
    const index = new KeyIndex<number>();
    index.add('k', 1);
    index.delete('k');
    index.delete('never there');
    expect(index.get('k')).toBeUndefined();
    expect(index.size).toBe(0);
  });
});
