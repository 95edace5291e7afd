import { describe, expect, test } from '@jest/globals';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  recordedStep,
  sampleRecord,
} from '../testing/sample-record.ts';
import { causesOf } from './causes-of.ts';
import { type FailureKind, failuresOf } from './failures-of.ts';
import { siteOf } from './site-of.ts';

type Example = ReturnType<typeof recordedExample>;

const DENIED = 'access is denied: the key policy of the shared key does not allow kms:Decrypt';

const siteWith = (...examples: readonly Example[]) =>
  siteOf([sampleRecord({ features: [recordedFeature(examples)] })], { repeat: 'npm run spec' });

/** An example whose last step failed. */
function failing(text: string, more: Partial<Example> = {}): Example {
  return recordedExample({
    verdict: 'failed',
    steps: [
      recordedStep('Given', 'the exchange scenario', { background: true }),
      recordedStep('Given', 'the writer role has uploaded "hello.txt"'),
      recordedStep('When', 'the writer role reads "hello.txt"'),
      recordedStep('Then', text, { result: 'failed', line: 13 }),
    ],
    failure: { step: text, line: 13, message: `expected: ${text}\nanswered: otherwise` },
    ...more,
  });
}

const gone = allowedRequest({ response: { status: 404, code: 'NoSuchKey', message: 'gone' } });
const matrix = (message: string): Partial<Example> => ({
  steps: [recordedStep('Then', 'access to "hello.txt" is:', { result: 'failed', table: [['who', 'read']] })],
  failure: { step: 'access to "hello.txt" is:', line: 13, message: `access differs\n${message}` },
});

describe('a failure', () => {
  test.each<[FailureKind, string, Example]>([
    [
      'opened',
      'a denial is stated and the request is allowed',
      failing(DENIED, { requests: [allowedRequest()] }),
    ],
    [
      'opened',
      'a failure is stated and the request is allowed',
      failing('the request fails: NoSuchKey', { requests: [allowedRequest()] }),
    ],
    ['otherwise', 'another denial is stated', failing(DENIED)],
    ['otherwise', 'a denial is stated and the request fails', failing(DENIED, { requests: [gone] })],
    ['shut', 'access is granted as stated, and denied', failing('access is granted')],
    ['shut', 'access is granted as stated, and fails', failing('access is granted', { requests: [gone] })],
    [
      'different',
      'the request is allowed as stated, and stores something else',
      failing('"hello.txt" is encrypted with key 2', { requests: [allowedRequest()] }),
    ],
    ['different', 'no request was made', failing('the key is enabled', { requests: [] })],
    [
      'opened',
      'a cell opens',
      failing('x', matrix('  | ana | key policy → yes |\n  | bob | yes → key policy |')),
    ],
    ['shut', 'a cell shuts', failing('x', matrix('  | ana | yes → key policy |'))],
    ['otherwise', 'a cell has another reason', failing('x', matrix('  | ana | boundary → key policy |'))],
    ['unusable', 'a step is undefined', failing('the writer dances', { verdict: 'unusable', requests: [] })],
    ['unusable', 'the example is broken', failing(DENIED, { verdict: 'broken' })],
  ])('is %s if %s', (kind, _, example) => {
    expect(failuresOf(siteWith(example)).map((failure) => failure.kind)).toEqual([kind]);
  });

  test('is none for what holds, was skipped, or was not run', () => {
    const site = siteWith(
      recordedExample(),
      recordedExample({ verdict: 'skipped', line: 20 }),
      recordedExample({ verdict: 'not run', line: 30 }),
    );
    expect(failuresOf(site)).toEqual([]);
  });
});

describe('the cause of failures', () => {
  const opened = (line: number) =>
    failing(DENIED, { line, name: `opened ${line}`, requests: [allowedRequest({ id: `A${line}` })] });

  test('is the statement that several met', () => {
    const { causes, others } = causesOf(
      siteWith(opened(10), opened(20), failing('the key is enabled', { line: 30, requests: [] })),
    );
    expect(causes.map(({ statement, failures }) => [statement.source?.line, failures.length])).toEqual([
      [4, 2],
    ]);
    expect(others).toHaveLength(1);
  });

  test('is not named for a single failure', () => {
    const { causes, others } = causesOf(siteWith(opened(10)));
    expect([causes.length, others.length]).toEqual([0, 1]);
  });

  test('is one for each group, the largest first', () => {
    const shut = (line: number) => failing('access is granted', { line, name: `shut ${line}` });
    const other = allowedRequest();
    const allowed = other.decisions.map((decision) => ({
      ...decision,
      allowedBy: decision.allowedBy?.map((statement) => ({
        ...statement,
        source: { file: 'x.json', line: 9 },
      })),
    }));
    const elsewhere = (line: number) =>
      failing(DENIED, {
        line,
        name: `x ${line}`,
        requests: [{ ...other, id: `X${line}`, decisions: allowed }],
      });
    const { causes } = causesOf(siteWith(elsewhere(10), elsewhere(20), shut(30), shut(40), shut(50)));
    expect(causes.map(({ statement, failures }) => [statement.source?.line, failures.length])).toEqual([
      [4, 3],
      [9, 2],
    ]);
  });
});
