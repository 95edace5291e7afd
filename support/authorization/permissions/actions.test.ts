import { expect, test } from '@jest/globals';
import { actionTargets } from './actions.ts';

test.each([
  ['kms:Decrypt', 'key'],
  ['kms:ReEncryptFrom', 'key'],
  ['kms:ReEncrypt', undefined],
  ['kms:CreateAlias', 'key'],
  ['kms:ListKeys', 'nothing'],
  ['s3:GetObject', 'object'],
  ['s3:HeadObject', undefined],
  ['s3:ListBucket', 'bucket'],
  ['s3:CreateBucket', undefined],
  ['s3:ListAllMyBuckets', 'nothing'],
  ['s3:GetAccessPointPolicy', 'other'],
  ['sts:AssumeRole', 'role'],
  ['sts:GetCallerIdentity', 'nothing'],
  ['iam:GetRole', 'identity'],
  ['iam:ListUsers', 'identity'],
  ['secretsmanager:GetSecretValue', 'secret'],
  ['secretsmanager:ListSecrets', 'nothing'],
  ['dynamodb:GetItem', 'table'],
  ['dynamodb:Query', 'table'],
  ['dynamodb:ListTables', 'nothing'],
])('%s is about: %s', (action, target) => {
  expect(actionTargets.get(action)).toBe(target);
});
