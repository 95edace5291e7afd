import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Choosable, ShardChoice, shardOf } from './shard.ts';

describe('a part is written as its number and the number of parts', () => {
  test('2/3 is the second of three', () => {
    expect(shardOf('2/3')).toEqual({ number: 2, of: 3 });
  });

  test.each([
    ['2', 'write a part and the number of parts, such as 2/3'],
    ['a/b', 'write a part and the number of parts, such as 2/3'],
    ['1/2/3', 'write a part and the number of parts, such as 2/3'],
    ['-1/2', 'write a part and the number of parts, such as 2/3'],
    ['1.5/2', 'write a part and the number of parts, such as 2/3'],
    ['', 'write a part and the number of parts, such as 2/3'],
    ['0/3', 'the parts are 1/3 to 3/3'],
    ['4/3', 'the parts are 1/3 to 3/3'],
    ['1/0', 'give a number of parts from 1 to 1000'],
    ['1/1001', 'give a number of parts from 1 to 1000'],
  ])('%j is refused', (text, remedy) => {
    expect(() => shardOf(text)).toThrow(`--shard ${text}: ${remedy}`);
  });
});

const place = fc.record({
  location: fc.record({ line: fc.integer({ min: 1, max: 50 }) }),
  pickle: fc.record({
    uri: fc.constantFrom('features/a.feature', 'features/b.feature', 'features/B.feature'),
  }),
});
const places = fc.uniqueArray(place, {
  maxLength: 40,
  selector: ({ location, pickle }) => `${pickle.uri}:${location.line}`,
});
const parts = fc.integer({ min: 1, max: 9 });

function dealt<T extends Choosable>(examples: readonly T[], of: number): readonly T[][] {
  return Array.from({ length: of }, (_, index) =>
    new ShardChoice({ number: index + 1, of }).choose(examples),
  );
}

test('each example is in exactly one part', () => {
  fc.assert(
    fc.property(places, parts, (examples, of) => {
      const chosen = dealt(examples, of).flat();
      expect(chosen).toHaveLength(examples.length);
      expect(new Set(chosen)).toEqual(new Set(examples));
    }),
  );
});

test('parts differ by at most one example', () => {
  fc.assert(
    fc.property(places, parts, (examples, of) => {
      const sizes = dealt(examples, of).map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a part has the same examples in whatever order they are found, and keeps that order', () => {
  fc.assert(
    fc.property(places, parts, (examples, of) => {
      const choice = new ShardChoice({ number: 1, of });
      expect(choice.choose(examples.toReversed())).toEqual(choice.choose(examples).toReversed());
    }),
  );
});

test('the choice tells the number of examples of all parts', () => {
  const choice = new ShardChoice({ number: 2, of: 2 });
  choice.choose([1, 2, 3].map((line) => ({ location: { line }, pickle: { uri: 'a.feature' } })));
  expect(choice.all).toBe(3);
});
