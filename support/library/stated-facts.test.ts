import { join } from 'node:path';
import { IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { mfaScenario } from '../scenario/testing/mfa-scenario.ts';
import { WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { startGateway } from './index.ts';

const written = new WrittenScenario();

test('The facts that a scenario states hold when its roles are assumed', async () => {
  written.write(mfaScenario);
  await using gateway = await startGateway({ scenario: join(written.root, 'own') });
  const { Users } = await new IAMClient(gateway.as('the safe role')).send(new ListUsersCommand({}));
  expect(Users?.map(({ UserName }) => UserName)).toEqual(['clerk']);
});
