import { beforeEach, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, newKey } from '../../testing/lab-under-test.ts';
import { create, get, put, under } from './testing/tables-under-test.ts';

const lab = labOfEachTest();
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await create(root, under(await newKey(root)));
  await put(root);
});

test.each([
  ['aws:CalledVia', 'ForAnyValue:StringEquals'],
  ['aws:CalledViaFirst', 'StringEquals'],
  ['aws:CalledViaLast', 'StringEquals'],
])('what DynamoDB asks KMS for a caller carries %s', async (key, operator) => {
  const tables = allow('dynamodb:*');
  const via = (service: string) => ({ Condition: { [operator]: { [key]: `${service}.amazonaws.com` } } });
  const reading = async (name: string, ...keys: Parameters<typeof allow>[2][]) => {
    const statements = keys.map((more) => allow('kms:Decrypt', '*', more));
    return answerOf(get(await lab.user(account, name, tables, ...statements)));
  };
  expect(await reading('through', via('dynamodb'))).toBe('granted');
  expect(await reading('elsewhere', via('cloudformation'))).toMatch(/^400 AccessDeniedException/);
  expect(await reading('denied', {}, { ...via('dynamodb'), Effect: 'Deny' })).toMatch(
    /^400 AccessDeniedException/,
  );
});
