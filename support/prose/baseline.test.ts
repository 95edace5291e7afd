import { expect, test } from '@jest/globals';
import { countByFile, deviations, readBaseline, whyNotLower } from './baseline.ts';
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

test.each<[string, Record<string, number>, Record<string, number> | undefined, string | undefined]>([
  ['may be written for the first time', { a: 2 }, undefined, undefined],
  ['may be lowered', { a: 1 }, { a: 2 }, undefined],
  ['may follow a file that was moved', { b: 2 }, { a: 2 }, undefined],
  [
    'may not be raised',
    { a: 2, b: 1 },
    { a: 2 },
    '3 findings, and the baseline allows 2: it is only lowered',
  ],
])('the baseline %s', (_, counts, baseline, reason) => {
  expect(whyNotLower(counts, baseline)).toEqual(reason && expect.stringContaining(reason));
});
