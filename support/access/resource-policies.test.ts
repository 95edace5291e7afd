import { expect, test } from '@jest/globals';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import { policyOf } from '../scenario/testing/written-scenario.ts';
import { objectPatternsOf, objectsOf } from './resource-policies.ts';

test.each([
  ['out/*', 'out/x', 'any object under out/'],
  ['*.csv', 'x.csv', 'any object like *.csv'],
  ['logs/2026-??/*', 'logs/2026-xx/x', 'any object like logs/2026-??/*'],
  ['home/${aws:username}/*', 'home/x/x', 'any object like home/${aws:username}/*'],
  ['report.csv', 'report.csv', 'report.csv'],
])('the objects %s of a bucket are asked for by %s, in words: %s', (pattern, key, words) => {
  const statement = {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::acme-ledger/${pattern}`,
  };
  const patterns = objectPatternsOf([parsedPolicy(policyOf(statement), 'identity')]);
  expect([...objectsOf(['acme-ledger'], patterns)]).toEqual([
    ['any-object', 'any object'],
    [key, words],
  ]);
});
