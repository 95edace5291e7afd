import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { compareRuns, type RunExample } from './compare-runs.ts';
import { comparisonReport } from './comparison-report.ts';
import type { SeenAnswer } from './seen-answer.ts';

const granted: SeenAnswer = { result: 'Granted', by: 'ana' };
const denied = (action: string): SeenAnswer => ({
  result: 'Denied',
  by: 'ana',
  action,
  code: 'AccessDeniedException',
  status: 400,
  message: 'm',
});
const missing: SeenAnswer = {
  result: 'Failed',
  by: 'ana',
  code: 'NotFoundException',
  status: 400,
  message: "Key 'key 1' does not exist",
};

interface Told {
  readonly id: string;
  readonly line: number;
  readonly request: SeenAnswer;
  readonly status?: RunExample['status'];
  readonly instead?: string;
}

const example = ({ id, line, request, status = 'passed', instead }: Told): RunExample => ({
  uri: 'features/a.feature',
  line,
  outcomes: [id],
  status,
  requests: [request],
  failure: status === 'passed' ? undefined : { step: '"a" is encrypted with key 2', message: 'm' },
  instead,
});

const judged = [
  example({ id: 'W03', line: 1, request: denied('kms:Decrypt') }),
  example({ id: 'W03', line: 2, request: denied('kms:Decrypt') }),
  example({ id: 'W01', line: 3, request: granted }),
  example({ id: 'A01', line: 4, request: granted }),
  example({ id: 'A10', line: 5, request: granted, status: 'skipped' }),
  example({ id: 'C19', line: 6, request: denied('kms:TagResource') }),
  example({ id: 'C19', line: 7, request: denied('kms:DisableKey') }),
  example({ id: 'C19', line: 8, request: granted }),
];
const alone = [
  example({ id: 'W03', line: 1, request: granted, status: 'failed' }),
  example({ id: 'W03', line: 2, request: granted, status: 'failed' }),
  example({ id: 'W01', line: 3, request: granted }),
  example({ id: 'A01', line: 4, request: granted, status: 'failed', instead: 'key 1' }),
  example({ id: 'A10', line: 5, request: granted, status: 'skipped' }),
  example({ id: 'C19', line: 6, request: missing, status: 'failed' }),
  example({ id: 'C19', line: 7, request: missing, status: 'failed' }),
  example({ id: 'C19', line: 8, request: missing, status: 'failed' }),
];

const stated = (id: string, pattern: string) => [id, { id, pattern, statement: `What ${id} says.` }] as const;
const outcomes = new Map([
  stated('A01', 'gotcha'),
  stated('A10', 'gotcha'),
  stated('C19', 'accounts'),
  stated('W01', 'write-only'),
  stated('W03', 'write-only'),
]);
const report = (...pasts: readonly RunExample[]) =>
  stripVTControlCharacters(
    comparisonReport({ compared: compareRuns(judged, pasts), outcomes, store: 'LocalStack' }),
  );

describe('the report of a comparison', () => {
  test('reports, outcome by outcome, what AWS and the store alone do, and in how many they differ', () => {
    expect(report(...alone)).toBe(`
LocalStack alone, outcome by outcome: it answers as AWS does (=), or it would mislead (≠)

gotcha
  ≠ A01  What A01 says.
        AWS has it that "a" is encrypted with key 2; LocalStack alone has key 1
  - A10  What A10 says.
        not compared: it is skipped

accounts
  ≠ C19  What C19 says.
        AWS denies kms:TagResource, kms:DisableKey (400 AccessDeniedException);
        LocalStack alone answers 400 NotFoundException: Key 'key 1' does not
        exist (2 requests)
        AWS allows it; LocalStack alone answers 400 NotFoundException: Key 'key
        1' does not exist

write-only
  = W01  What W01 says.
  ≠ W03  What W03 says.
        AWS denies kms:Decrypt; LocalStack alone allows it (2 requests)

LocalStack alone would have misled in 3 of 4 outcomes
  in 1 it allows a request that AWS denies
  in 1 it allows like AWS, but stores something else
  in 1 it refuses a request that AWS allows
  in 1 it refuses like AWS, but with another error
  1 not compared
`);
  });

  test('says so if the store alone never misleads', () => {
    expect(report(...judged)).toContain(
      'LocalStack alone would have misled in 0 of 4 outcomes\n  1 not compared\n',
    );
  });

  test('compares no example with another row of its outline', () => {
    const [first] = compareRuns(judged.slice(0, 1), alone.slice(1));
    expect(first).toMatchObject({ id: 'W03', verdict: 'not compared' });
  });
});
