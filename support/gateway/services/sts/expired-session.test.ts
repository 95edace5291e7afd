import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { clockAt } from '../../testing/clock-at.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf } from '../../testing/lab-under-test.ts';
import { assume, newRole } from '../../testing/roles.ts';

const lab = labOfEachTest();
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

afterEach(() => {
  jest.useRealTimers();
});

test('AssumeRole refuses a session that has ended: ExpiredToken', async () => {
  const root = lab.as(account);
  await newRole(root, 'first', { AWS: account });
  await newRole(root, 'second', { AWS: role('first') });
  const caller = await lab.user(account, 'caller', allow('sts:AssumeRole'));
  const session = lab.as(await assume(caller, role('first')));
  const again = () =>
    answerOf(
      session.sts.send(new AssumeRoleCommand({ RoleArn: role('second'), RoleSessionName: 'session' })),
    );
  expect(await again()).toBe('granted');
  clockAt(Date.now() + 13 * 3600_000);
  expect(await again()).toMatch(/^403 ExpiredToken/);
});
