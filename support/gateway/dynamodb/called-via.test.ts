import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  allow,
  type Clients,
  type LabUnderTest,
  labUnderTest,
  newKey,
  outcomeOf,
} from '../testing/lab-under-test.ts';
import { create, get, put, under } from './testing/tables-under-test.ts';

const account = '111111111111';

let lab: LabUnderTest;
let root: Clients;

beforeEach(async () => {
  lab = await labUnderTest();
  root = lab.as(account);
  await create(root, under(await newKey(root)));
  await put(root);
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
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
    return outcomeOf(get(await lab.user(account, name, tables, ...statements)));
  };
  expect(await reading('through', via('dynamodb'))).toBe('granted');
  expect(await reading('elsewhere', via('cloudformation'))).toMatch(/^400 AccessDeniedException/);
  expect(await reading('denied', {}, { ...via('dynamodb'), Effect: 'Deny' })).toMatch(
    /^400 AccessDeniedException/,
  );
});
