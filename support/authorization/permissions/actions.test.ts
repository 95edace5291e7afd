import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { actionTargets } from './actions.ts';

/** Every action of S3 that some rule names. */
function actionsInRules(): readonly string[] {
  const files = readdirSync(import.meta.dirname).filter((file) => /^s3-\w+-permissions\.ts$/.test(file));
  const texts = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'));
  const named = texts.flatMap((text) =>
    [...text.matchAll(/'(s3:[A-Z]\w+)'/g)].map(([, action = '']) => action),
  );
  return [...new Set(named)].toSorted();
}

test('what rules of S3 name is known, but for creating a bucket and condition keys', () => {
  expect(actionsInRules().filter((action) => !actionTargets.has(action))).toEqual([
    's3:CreateBucket',
    's3:ObjectCreationOperation',
    's3:TagResource',
    's3:VersionId',
  ]);
});

test('and nothing else is', () => {
  const known = [...actionTargets.keys()].filter((action) => action.startsWith('s3:'));
  expect(known.toSorted()).toEqual(actionsInRules().filter((action) => actionTargets.has(action)));
});

test.each([
  ['kms:Decrypt', 'key'],
  ['kms:ReEncryptFrom', 'key'],
  ['kms:ReEncrypt', undefined],
  ['kms:ReplicateKey', undefined],
  ['kms:ListKeys', 'nothing'],
  ['s3:GetObject', 'object'],
  ['s3:HeadObject', undefined],
  ['s3:ListBucket', 'bucket'],
  ['sts:AssumeRole', 'role'],
  ['iam:GetRole', 'identity'],
])('%s is about: %s', (action, target) => {
  expect(actionTargets.get(action)).toBe(target);
});
