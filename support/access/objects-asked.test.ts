import { expect, test } from '@jest/globals';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import { policyOf } from '../scenario/testing/written-scenario.ts';
import { objectPatternsOf, objectsOf } from './objects-asked.ts';

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

/** The patterns of objects of one bucket, in statements of one policy. */
function patternsOf(paths: readonly string[]) {
  const statements = paths.map((path) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::acme-ledger/${path}`,
  }));
  return objectPatternsOf([parsedPolicy(policyOf(...statements), 'identity')]);
}

test.each<[readonly string[], Readonly<Record<string, string>>]>([
  [
    ['a/?', 'a/*'],
    { 'any object': 'any-object', 'any object like a/?': 'a/x', 'any object under a/': 'a/any' },
  ],
  [
    ['a/?', 'a/???', 'a/*'],
    {
      ...{ 'any object': 'any-object', 'any object like a/?': 'a/x', 'any object like a/???': 'a/xxx' },
      'any object under a/': 'a/Q7',
    },
  ],
  [['a*'], { 'any object': 'other-object', 'any object like a*': 'ax' }],
  [
    ['*x*', 'a/*'],
    { 'any object': 'any-object', 'any object like *x*': 'xxx', 'any object under a/': 'a/any' },
  ],
  [['a/x', 'a/*'], { 'any object': 'any-object', 'a/x': 'a/x', 'any object under a/': 'a/any' }],
  [['?*'], { 'any object': 'any-object', 'any object like ?*': 'xx' }],
  [
    ['a/${*}', 'a/${?}b'],
    { 'any object': 'any-object', 'any object like a/${*}': 'a/*', 'any object like a/${?}b': 'a/?b' },
  ],
  [
    ['${aws:username}/?', '*/*'],
    {
      'any object': 'any-object',
      'any object like ${aws:username}/?': 'x/x',
      'any object like */*': 'any/any',
    },
  ],
])('a key of %j stands for each pattern, and is one that no narrower pattern takes', (paths, expected) => {
  const objects = objectsOf(['acme-ledger'], patternsOf(paths));
  expect(Object.fromEntries([...objects].map(([key, words]) => [words, key]))).toEqual(expected);
});
