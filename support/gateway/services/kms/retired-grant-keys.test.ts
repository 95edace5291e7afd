import { CreateGrantCommand, type CreateGrantCommandInput, RetireGrantCommand } from '@aws-sdk/client-kms';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, deny, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();

test.each<[string, object, CreateGrantCommandInput['Constraints']]>([
  [
    'the type of its constraint',
    { StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextEquals' } },
    { EncryptionContextEquals: { dept: 'hr' } },
  ],
  [
    'a pair of its constraint',
    { StringEquals: { 'kms:EncryptionContext:dept': 'hr' } },
    { EncryptionContextSubset: { dept: 'hr' } },
  ],
])('a Deny by %s keeps a user from retiring a grant', async (_, Condition, Constraints) => {
  const root = lab.as(account);
  const ana = await lab.user(account, 'ana', allow('kms:*'), deny('kms:RetireGrant', '*', { Condition }));
  const KeyId = await newKey(root);
  const grant = async (more: Partial<CreateGrantCommandInput>) => {
    const terms = {
      KeyId,
      GranteePrincipal: `arn:aws:iam::${account}:root`,
      Operations: ['Decrypt' as const],
    };
    const { GrantId } = await root.kms.send(new CreateGrantCommand({ ...terms, ...more }));
    return answerOf(ana.kms.send(new RetireGrantCommand({ KeyId, GrantId })));
  };
  expect(await grant({ Constraints })).toContain('400 AccessDeniedException');
  expect(await grant({})).toBe('granted');
});
