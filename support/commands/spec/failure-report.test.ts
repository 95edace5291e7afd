import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { ExampleResult } from './example-result.ts';
import { failureReport, failureText } from './failure-report.ts';

const denial = {
  sentence: 'denied by the key policy of the shared key',
  layer: 'key policy',
  explicit: false,
  reason: 'key policy',
  crossAccount: false,
  considered: [
    {
      policy: 'the key policy of the shared key',
      layer: 'key policy',
      statement: 'the statement "Allow use"',
      effect: 'Allow',
      source: { file: 'scenarios/a/key.json', line: 12 },
      mismatch: { element: 'Action', detail: 'kms:Decrypt is not among kms:Encrypt' },
    },
  ],
};
const decision = JSON.stringify({ id: '1', decisions: [{ result: 'Denied', denial }] });

function failed(line: number, more: Partial<ExampleResult> = {}): ExampleResult {
  return {
    name: `Example ${line}`,
    uri: 'features/a.feature',
    line,
    firstLine: line,
    outcomes: [],
    status: 'failed',
    seconds: 0,
    reasons: [],
    decisions: [decision],
    failure: {
      step: 'access is granted',
      line: line + 2,
      message:
        'AssertionError [ERR_ASSERTION]: expected: access is granted\nanswered: access is denied\n    at x (y.ts:1:1)',
    },
    ...more,
  };
}

const shown = (...examples: ExampleResult[]) =>
  failureReport(examples).map((line) => stripVTControlCharacters(line));

describe('the failures of a run', () => {
  test('show what was expected and answered, and the statements as explain prints them, without a stack', () => {
    expect(shown(failed(10))).toEqual([
      '',
      '✗ failed',
      '  features/a.feature:12',
      '    Example 10',
      '      expected: access is granted',
      '      answered: access is denied',
      '',
      '      the key policy of the shared key · scenarios/a/key.json',
      '        :12  Allow  "Allow use"  Action  kms:Decrypt is not among kms:Encrypt',
      '',
      '      to see the decisions: keyhole explain features/a.feature:10',
    ]);
  });

  test('that are equal are one entry with a count and each place', () => {
    const lines = shown(failed(10), failed(20), failed(30, { decisions: [] }));
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual(['✗ failed 2 examples alike', '✗ failed']);
    expect(lines).toContain('  features/a.feature:12');
    expect(lines).toContain('  features/a.feature:22');
    expect(lines.filter((line) => line.includes('answered'))).toHaveLength(2);
  });

  test('leave out examples that passed or were skipped', () => {
    expect(shown(failed(1, { status: 'passed' }), failed(2, { status: 'skipped' }))).toEqual([]);
  });

  test('name the step if the message does not', () => {
    const failure = { step: 'the moon is full', line: 4, message: 'AuthorMistake: no such step' };
    const example = failed(3, { status: 'unusable', failure });
    expect(failureText(example)).toEqual(['the moon is full', 'no such step']);
  });

  test('fit the terminal, but for paths and commands, and keep the rows of tables', () => {
    const row = `  | ${'reader'.padEnd(90)} |`;
    const message = `${'word '.repeat(60)}\n${row}`;
    const lines = shown(failed(1, { failure: { step: 's', line: 2, message }, decisions: [] }));
    expect(lines).toContain(`      ${row}`);
    for (const line of lines.filter((line) => line.trim() !== row.trim()))
      expect(line.length).toBeLessThanOrEqual(80);
  });
});
