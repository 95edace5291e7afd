import { expect, test } from '@jest/globals';
import { ACTORS } from '../authorization/proof/cases/actors.ts';
import { allow, decideCase, to } from '../authorization/proof/cases/short-policies.ts';
import { account } from '../aws/testing/accounts.ts';
import type { Answer } from './answer.ts';
import { mismatchOfRemedy } from './remedy-in-words.ts';

const decision = decideCase('visitor', 'kms:Decrypt', { key: [allow('kms:Decrypt', to(account))] });
if (decision.result === 'Granted') throw new Error('granted');
const record = { id: 'A', time: new Date(0), decisions: [decision], response: { status: 403 } };
const answer: Answer<unknown> = {
  result: 'Denied',
  decision,
  record,
  code: 'AccessDenied',
  status: 403,
  message: '',
};
const names = (arn: string) => (arn === ACTORS.visitor.roleArn ? 'the visitor role' : undefined);
const said = 'allow kms:Decrypt to the visitor role in the key policy of the key';

test.each([
  ['the whole remedy', `${said}, and in an identity policy of the visitor role`],
  ['its first clause', said],
])('a feature may state %s', (_, words) => {
  expect(mismatchOfRemedy(answer, { words, names })).toBeUndefined();
});

test.each([
  ['another permission', said.replace('Decrypt', 'Encrypt')],
  ['a part of a clause', 'allow kms:Decrypt to the visitor role'],
  ['nothing', ''],
])('a remedy with %s is another one', (_, words) => {
  expect(mismatchOfRemedy(answer, { words, names })).toContain(`the explanation says: ${said}, and`);
});

test('a request that was not denied has no remedy', () => {
  const granted: Answer<unknown> = { result: 'Granted', value: {}, records: [] };
  expect(mismatchOfRemedy(granted, { words: said, names })).toContain('answered: access is granted');
});
