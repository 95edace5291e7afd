import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import type { ExampleResult } from './example-result.ts';
import { MOST_LISTED } from './failing-features.ts';
import { specReport } from './spec-report.ts';

const PER_FEATURE = 20;

function example(number: number, status: ExampleResult['status'] = 'passed'): ExampleResult {
  const feature = Math.floor(number / PER_FEATURE);
  return {
    ...{
      name: `Example ${number}`,
      uri: `features/f${feature}.feature`,
      line: number + 1,
      firstLine: number + 1,
    },
    ...{ outcomes: [], heading: { feature: `Question ${feature}?`, rule: '' }, status, seconds: 0 },
    ...{ reasons: [], decisions: [] },
    ...(status === 'failed' && {
      failure: { step: 'access is granted', line: number + 3, message: 'expected: granted' },
    }),
  };
}

function reportOf(examples: readonly ExampleResult[]): readonly string[] {
  const text = specReport({ examples, outcomes: new Map(), seconds: 1 });
  return stripVTControlCharacters(text).split('\n');
}

const many = (failing: (number: number) => boolean) =>
  Array.from({ length: MOST_LISTED + 1 }, (_, number) =>
    example(number, failing(number) ? 'failed' : 'passed'),
  );

test('up to the most examples, each is listed', () => {
  expect(reportOf(many(() => false).slice(1))).toContain('  ✓ Example 1');
});

test('beyond that, a run without a failure has two lines', () => {
  expect(reportOf(many(() => false)).filter((line) => line !== '')).toEqual([
    '✓ no example of 51 features fails',
    '1001 of 1001 examples pass · 1.0 s',
  ]);
});

test('beyond that, features with failures are listed with their numbers, and no other', () => {
  const lines = reportOf(many((number) => number === 25 || number === 30 || number === 500));
  expect(lines.slice(0, 6)).toEqual([
    '',
    '✗ Question 1?',
    '  2 of 20 fail  features/f1.feature',
    '✗ Question 25?',
    '  1 of 20 fail  features/f25.feature',
    '✓ no example of 49 other features fails',
  ]);
  expect(lines).toContain('  features/f1.feature:28');
});

test('equal failures of very many examples do not fill the terminal', () => {
  const lines = reportOf(many((number) => number < 900));
  const places = lines.filter((line) => /^ {2}features\/f\d+\.feature:\d+$/.test(line));
  expect(places).toHaveLength(20);
  expect(lines).toContain('  and 880 more, which --junit and keyhole docs list');
});
