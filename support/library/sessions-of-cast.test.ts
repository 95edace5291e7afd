import { join } from 'node:path';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { mfaScenario, withoutSessions } from '../scenario/testing/mfa-scenario.ts';
import { WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { startGateway } from './index.ts';

const written = new WrittenScenario();

test('The facts that a scenario states hold when its roles are assumed', async () => {
  written.write(mfaScenario);
  await using gateway = await startGateway({ scenario: join(written.root, 'own') });
  const { Users } = await new IAMClient(gateway.as('the safe role')).send(new ListUsersCommand({}));
  expect(Users?.map(({ UserName }) => UserName)).toEqual(['clerk']);
});

test.each(['serviceControlPolicies', 'resourceControlPolicies'] as const)(
  'No session exists of a role that %s let no principal assume',
  async (kind) => {
    written.write(withoutSessions(kind));
    await using gateway = await startGateway({ scenario: join(written.root, 'own') });
    const listing = new IAMClient(gateway.as('the safe role')).send(new ListUsersCommand({}));
    await expect(listing).rejects.toThrow('could not get a session of the role safe: AccessDenied');
  },
);
