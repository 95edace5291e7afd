import { expect, test } from '@jest/globals';
import { countByFile, deviations, readBaseline, total } from './baseline.ts';
import type { Finding } from './check.ts';

const inFile = (file: string): Finding => ({
  rule: 'length',
  file,
  line: 1,
  sentence: 'A sentence.',
  wrong: 'it has 26 words',
  instead: 'two sentences',
});

test('counts findings by file, in the order of paths', () => {
  expect(JSON.stringify(countByFile([inFile('b.ts'), inFile('a.ts'), inFile('b.ts')]))).toBe(
    '{"a.ts":1,"b.ts":2}',
  );
  expect(total({ 'a.ts': 1, 'b.ts': 2 })).toBe(3);
});

test.each<[string, Record<string, number>, Record<string, number>, readonly unknown[]]>([
  ['nothing if the counts are those of the baseline', { a: 2 }, { a: 2 }, []],
  ['more than the baseline allows', { a: 3 }, { a: 2 }, [{ file: 'a', found: 3, allowed: 2 }]],
  ['fewer than the baseline allows', { a: 1 }, { a: 2 }, [{ file: 'a', found: 1, allowed: 2 }]],
  ['a file without findings any more', {}, { a: 2 }, [{ file: 'a', found: 0, allowed: 2 }]],
  ['a file that the baseline does not have', { a: 1 }, {}, [{ file: 'a', found: 1, allowed: 0 }]],
])('tells %s', (_, counts, baseline, found) => {
  expect(deviations(counts, baseline)).toEqual(found);
});

test('the committed baseline is well formed', () => {
  expect(readBaseline()).toBeDefined();
});
