import { expect, test } from '@jest/globals';
import { outcomeRegister } from '../support/scenario/document/outcome-register.ts';

const outcomes = [...outcomeRegister().values()];
const REASONS = [
  'identity',
  'resource',
  'foreign-key',
  'explicit-deny',
  'key-state',
  'not-found',
  'signature',
  'public-access-block',
  'unsupported',
  'trust',
  'endpoint-policy',
];

test('each pattern has one letter, which its ids begin with', () => {
  const letters = outcomes.map(({ id, pattern }) => `${/^([A-Z])\d{2}$/.exec(id)?.[1]} ${pattern}`);
  expect([...new Set(letters)].toSorted()).toEqual([
    'A key-arn-gotcha',
    'C multi-account-access',
    'D denied-access',
    'F stated-facts',
    'M encryption-migration',
    'N multi-region-keys',
    'O object-ownership',
    'P presigned-uploads',
    'R role-chaining',
    'S access-points',
    'T tag-based-access',
    'W write-only-bucket',
    'X secure-file-exchange',
  ]);
});

test('each outcome is a sentence with a source and a page of AWS', () => {
  const wrong = outcomes.filter(
    ({ statement, source = '', page = '' }) =>
      !/^.{19,}\.$/.test(statement) ||
      source === '' ||
      !/^https:\/\/[\w.-]*\.amazon(?:aws)?\.com\//.test(page),
  );
  expect(wrong).toEqual([]);
});

test('the kinds of reasons are few', () => {
  const used = new Set(outcomes.flatMap(({ reason = [] }) => reason));
  expect([...used].filter((reason) => !REASONS.includes(reason))).toEqual([]);
});
