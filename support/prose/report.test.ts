import { expect, test } from '@jest/globals';
import type { Finding } from './check.ts';
import { describeByRule, describeCounts } from './report.ts';

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
