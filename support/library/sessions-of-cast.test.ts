import { join } from 'node:path';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { mfaScenario } from '../scenario/testing/mfa-scenario.ts';
import { policyOf, WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { startGateway } from './index.ts';

const written = new WrittenScenario();

test('The facts that a scenario states hold when its roles are assumed', async () => {
  written.write(mfaScenario);
  await using gateway = await startGateway({ scenario: join(written.root, 'own') });
  const { Users } = await new IAMClient(gateway.as('the safe role')).send(new ListUsersCommand({}));
  expect(Users?.map(({ UserName }) => UserName)).toEqual(['clerk']);
});

test.each([
  ['serviceControlPolicies', {}],
  ['resourceControlPolicies', { Principal: '*' }],
])('No session exists of a role that %s keep everybody from', async (kind, principal) => {
  const organization = `organization:
  id: o-exampleorgid
  managementAccount: partner
  root: r-ab12
  accounts: { partner: {}, data: { ${kind}: { NoRoles: no-roles.json } } }
`;
  written.write({
    ...mfaScenario,
    'own/scenario.yaml': `${mfaScenario['own/scenario.yaml']}${organization}`,
    'own/no-roles.json': policyOf({
      Effect: 'Deny',
      ...principal,
      Action: 'sts:AssumeRole',
      Resource: '*',
    }),
  });
  await using gateway = await startGateway({ scenario: join(written.root, 'own') });
  const listing = new IAMClient(gateway.as('the safe role')).send(new ListUsersCommand({}));
  await expect(listing).rejects.toThrow('could not get a session of the role safe: AccessDenied');
});
