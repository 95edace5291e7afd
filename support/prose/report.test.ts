import { expect, test } from '@jest/globals';
import type { Finding } from './check.ts';
import { describeByRule, describeCounts, describeDeviation } from './report.ts';

const finding: Finding = {
  rule: 'words',
  file: 'support/wire/a.ts',
  line: 3,
  sentence: 'Nobody reads an object of another account without a right to its key.',
  wrong: '"Nobody"',
  instead: 'the caller by its name',
};
const line =
  'support/wire/a.ts:3 "Nobody reads an object of another account without a right to…": "Nobody". Write the caller by its name.';

test('findings are listed by rule, with place, start, fault and remedy', () => {
  expect(describeByRule([finding], ['length', 'words'])).toEqual(['words (1)', `  ${line}`]);
});

test('counts stand in a table of folders and rules', () => {
  const rows = describeCounts(
    [finding, { ...finding, file: 'README.md', rule: 'length' }],
    ['length', 'words'],
  );
  expect(rows.map((row) => row.trim().split(/\s+/))).toEqual([
    ['length', 'words', 'all'],
    ['.', '1', '0', '1'],
    ['support/wire', '0', '1', '1'],
    ['all', '1', '1', '2'],
  ]);
});

test.each([
  [
    'more',
    { found: 1, allowed: 0 },
    `support/wire/a.ts: 1 findings, and 0 are allowed. Mend what you wrote; for text that moved here: npm run prose -- --write-baseline\n  ${line}`,
  ],
  [
    'fewer',
    { found: 1, allowed: 2 },
    'support/wire/a.ts: 1 findings, and the baseline still allows 2. Lower it: npm run prose -- --write-baseline',
  ],
])('a file with %s findings than allowed is told with what to do', (_, counts, text) => {
  expect(describeDeviation({ file: 'support/wire/a.ts', ...counts }, [finding])).toBe(text);
});
