import { describe, expect, test } from '@jest/globals';
import type { ExampleResult } from '../example-result.ts';
import { junitReport } from './junit-report.ts';

function example(more: Partial<ExampleResult> = {}): ExampleResult {
  return {
    name: 'The reader reads',
    uri: 'features/reports.feature',
    line: 12,
    firstLine: 10,
    outcomes: [],
    heading: { feature: 'Who reads?', rule: 'Both say yes' },
    status: 'passed',
    seconds: 0.25,
    reasons: [],
    decisions: [],
    ...more,
  };
}

const failure = { step: 'access is granted', line: 14, message: 'AssertionError: no\n    at f (x.ts:1:1)' };

describe('JUnit XML of a run', () => {
  test('has a suite for each feature file, and a case with its place for each example', () => {
    const xml = junitReport([example(), example({ uri: 'features/other.feature', outcomes: ['R1', 'R2'] })]);
    expect(xml).toContain(
      '<testsuite name="Who reads?" file="features/reports.feature" tests="1" failures="0" errors="0" skipped="0" time="0.250">',
    );
    expect(xml).toContain(
      '<testcase name="Both say yes - The reader reads" classname="Who reads?" file="features/reports.feature" line="12" time="0.250"/>',
    );
    expect(xml).toContain('<testcase name="R1 R2 Both say yes - The reader reads"');
    expect(xml).toContain('<testsuites name="keyhole" tests="2"');
  });

  test.each([
    [
      'a failure',
      example({ status: 'failed', failure }),
      '<failure message="access is granted" type="failed">access is granted\nno</failure>',
    ],
    [
      'a broken example',
      example({ status: 'broken', failure }),
      '<error message="access is granted" type="broken">',
    ],
    ['an example without steps', example({ status: 'unusable' }), '<error message="the example has no steps'],
    [
      'a skipped example',
      example({ status: 'skipped', skipped: 'no store' }),
      '<skipped message="no store"/>',
    ],
  ])('tells %s', (_, ended, element) => {
    expect(junitReport([ended])).toContain(element);
  });

  test('counts failures, errors and skipped examples', () => {
    const all = (['passed', 'failed', 'broken', 'unusable', 'skipped'] as const).map((status) =>
      example({ status }),
    );
    expect(junitReport(all)).toContain('tests="5" failures="1" errors="2" skipped="1" time="1.250"');
  });

  test('escapes what XML does not allow', () => {
    const xml = junitReport([example({ name: 'a <b> & "c" \u0007' })]);
    expect(xml).toContain('name="Both say yes - a &lt;b&gt; &amp; &quot;c&quot; \u{FFFD}"');
  });
});
