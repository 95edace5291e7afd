import { expect, test } from '@jest/globals';
import { manyWays } from './many-ways.ts';

const shownBy = {
  linesOf: (way: number) => [`  way ${way}`],
  nameOf: (way: number) => `p${way}`,
  groupOf: (way: number) => `in the account a${way % 30}`,
};

const ways = (count: number) => Array.from({ length: count }, (_, index) => index);

test('twenty-five ways are all shown', () => {
  expect(manyWays(ways(25), shownBy)).toEqual(ways(25).map((way) => `  way ${way}`));
});

test('of thousands of ways three are shown, and the others are counted by their groups', () => {
  const lines = manyWays(ways(5000), shownBy);
  expect(lines.slice(0, 3)).toEqual(['  way 0', '  way 1', '  way 2']);
  expect(lines[3]).toBe('  and 4997 more; --json has each of them with its statements:');
  expect(lines[4]).toBe('    in the account a3: p3, p33, p63, p93 and 163 more');
  expect(lines.at(-1)).toBe('    and 830 in 5 more groups');
  expect(lines).toHaveLength(3 + 1 + 25 + 1);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
