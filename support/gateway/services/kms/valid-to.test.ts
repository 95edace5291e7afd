import { ImportKeyMaterialCommand } from '@aws-sdk/client-kms';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const DAY = 86_400_000;

test.each([
  ['NumericLessThanEquals', (limit: Date) => String(limit.getTime() / 1000)],
  ['DateLessThanEquals', (limit: Date) => limit.toISOString()],
  ['DateLessThanEquals', (limit: Date) => String(limit.getTime() / 1000)],
])('kms:ValidTo is compared by %s', async (operator, written) => {
  const key = await newKey(lab.as(account), { Origin: 'EXTERNAL' });
  const limit = new Date(Math.ceil(Date.now() / 1000) * 1000 + 5 * DAY);
  const Condition = { [operator]: { 'kms:ValidTo': written(limit) } };
  const user = await lab.user(account, 'user', allow('kms:ImportKeyMaterial', '*', { Condition }));
  const material = { ImportToken: Buffer.from('x'), EncryptedKeyMaterial: Buffer.from('x') };
  const expected = (ValidTo: Date) =>
    answerOf(user.kms.send(new ImportKeyMaterialCommand({ KeyId: key, ...material, ValidTo })));
  // Allowed, and refused for its token.
  expect(await expected(limit)).toMatch(/InvalidImportToken/);
  expect(await expected(new Date(limit.getTime() + 1000))).toMatch(/AccessDenied/);
});
