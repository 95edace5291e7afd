import { CreateGrantCommand } from '@aws-sdk/client-kms';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import type { Controlled } from '../../surroundings/organization.ts';
import { allow, type Clients, deny, documentOf, type StatementText } from '../../testing/lab-under-test.ts';
import {
  foreigners,
  keys,
  NO_KMS,
  put,
  read,
  type SecretsUnderTest,
  secrets,
  secretsUnderTest,
} from './testing/secrets-under-test.ts';

let lab: SecretsUnderTest;
let user: Clients;
let arn: string;

beforeEach(async () => {
  lab = await secretsUnderTest();
  user = await lab.user(otherAccount, 'user', secrets, keys);
  arn = await lab.create(lab.key);
  await lab.policy(arn, { ...secrets, ...foreigners });
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

/** Puts both accounts into an organization, with policies on the owner's or the caller's account. */
function organize(policies: { readonly owner?: Controlled; readonly caller?: Controlled }): void {
  const accounts = [
    { id: account, ...policies.owner },
    { id: otherAccount, ...policies.caller },
  ];
  const root = { id: 'r-ab12', accounts };
  lab.lab.surround({ organization: { id: 'o-exampleorgid', managementAccount: '999999999999', root } });
}

const control = (statement: StatementText) => [{ name: 'control', document: documentOf(statement) }];
const denying = (Action: string) => control(deny(Action));
const denyingAll = (Action: string) => control(deny(Action, '*', { Principal: '*' }));

describe('policies of the organization bind secrets and their keys', () => {
  beforeEach(() => lab.keyPolicy({ ...keys, ...foreigners }));

  test.each<[string, Parameters<typeof organize>[0], string]>([
    ['none', {}, 'granted'],
    [
      "the caller's service control policy on secrets",
      { caller: { serviceControlPolicies: denying('secretsmanager:*') } },
      'with an explicit deny in a service control policy',
    ],
    [
      "the caller's service control policy on keys",
      { caller: { serviceControlPolicies: denying('kms:*') } },
      NO_KMS,
    ],
    [
      "the owner's service control policy",
      { owner: { serviceControlPolicies: denying('secretsmanager:*') } },
      'granted',
    ],
    [
      "the owner's resource control policy on secrets",
      { owner: { resourceControlPolicies: denyingAll('secretsmanager:*') } },
      'with an explicit deny in a resource control policy',
    ],
    [
      "the owner's resource control policy on keys",
      { owner: { resourceControlPolicies: denyingAll('kms:*') } },
      NO_KMS,
    ],
  ])('%s', async (_, policies, expected) => {
    organize(policies);
    expect(await read(user, arn)).toContain(expected);
  });

  test('but no resource control policy binds the AWS managed key', async () => {
    organize({ owner: { resourceControlPolicies: denyingAll('kms:*') } });
    expect(await put(lab.root, arn)).toBe(NO_KMS);
    const own = await lab.user(account, 'own', secrets);
    await own.secretsmanager.send(new CreateSecretCommand({ Name: 'managed', SecretString: 'x' }));
    expect(await read(own, 'managed')).toBe('granted');
  });
});

test.each([
  ['of this secret', () => arn, 'granted'],
  ['of another secret', () => `${arn}x`, NO_KMS],
])('a grant for the encryption context %s', async (_, SecretARN, expected) => {
  const grantee = { GranteePrincipal: `arn:aws:iam::${otherAccount}:user/user`, KeyId: lab.key };
  const Constraints = { EncryptionContextSubset: { SecretARN: SecretARN() } };
  expect(await read(user, arn)).toBe(NO_KMS);
  await lab.root.kms.send(new CreateGrantCommand({ ...grantee, Operations: ['Decrypt'], Constraints }));
  expect(await read(user, arn)).toBe(expected);
  expect(await put(user, arn)).toBe(NO_KMS);
});

test('a resource policy gives the actions that it lists, and no others', async () => {
  await lab.keyPolicy({ ...keys, ...foreigners });
  await lab.policy(arn, { ...allow('secretsmanager:DescribeSecret'), ...foreigners });
  expect(await read(user, arn)).toContain('because no resource-based policy allows');
});
