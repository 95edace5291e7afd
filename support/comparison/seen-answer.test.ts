import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../answer/answer.ts';
import type { Denied } from '../authorization/terms/decision.ts';
import type { DecisionRecord } from '../gateway/record/decision-log.ts';
import { inNamesOfFeatures, parseSeenAnswer, seenAnswer } from './seen-answer.ts';

const key = 'arn:aws:kms:eu-west-1:111111111111:key/1b2c3d4e-0000-4000-8000-000000000000';
const names = (arn: string) =>
  new Map([
    [key, 'key 1'],
    ['arn:aws:iam::111111111111:root', 'the root user of account 1'],
  ]).get(arn);

const ana = { kind: 'named', name: 'ana' } as const;
const by = JSON.stringify(ana);
const refusal = { code: 'AccessDenied', status: 403, message: `no access to ${key}` };
const decision: Denied = {
  result: 'Denied',
  permission: {
    action: 'kms:Decrypt',
    resource: key,
    resourceAccount: '111111111111',
    context: { get: () => undefined },
  },
  layer: 'key policy',
  explicit: false,
  crossAccount: true,
  considered: [],
};

const record: DecisionRecord = {
  id: '1',
  time: new Date(0),
  decisions: [decision],
  response: { status: 403 },
};

describe('an answer in a run’s messages', () => {
  test.each<[string, Answer<unknown>, object]>([
    ['a grant', { result: 'Granted', value: 1, records: [] }, { result: 'Granted', by }],
    [
      'a failure',
      { result: 'Failed', ...refusal, records: [] },
      { result: 'Failed', by, ...refusal, message: 'no access to key 1' },
    ],
    [
      'a denial',
      { result: 'Denied', ...refusal, decision, record },
      { result: 'Denied', by, action: 'kms:Decrypt', ...refusal, message: 'no access to key 1' },
    ],
  ])('is read as it was written: %s', (_, answer, seen) => {
    expect(parseSeenAnswer(JSON.stringify(seenAnswer(ana, answer, names)))).toEqual(seen);
  });

  test('is refused where it is none', () => {
    expect(() => parseSeenAnswer('{"result":"Denied"}')).toThrow();
  });
});

test.each([
  [key, 'key 1'],
  ['arn:aws:kms:eu-west-1:111111111111:alias/my-key', 'alias/my-key of account 1'],
  ['arn:aws:kms:eu-west-1:111111111111:key/alias/my-key', 'alias/my-key of account 1'],
  ['arn:aws:kms:eu-west-1:999999999999:alias/my-key', 'arn:aws:kms:eu-west-1:999999999999:alias/my-key'],
  [`Key '${key.replace('1b2c', '2b2c')}' is not there`, "Key 'another key of account 1' is not there"],
  [
    'arn:aws:kms:eu-west-1:999999999999:key/1b2c3d4e-0000-4000-8000-000000000000',
    'arn:aws:kms:eu-west-1:999999999999:key/…',
  ],
  ['AES256', 'SSE-S3'],
  ['version 1 of report.csv', 'version 1 of report.csv'],
])('%s is told as %s', (text, told) => {
  expect(inNamesOfFeatures(text, names)).toBe(told);
});
