import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand as PutSecretPolicyCommand,
  PutSecretValueCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { type Doing, meanwhile } from '../../testing/changed-before-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
afterEach(() => {
  jest.restoreAllMocks();
});

const named = { Name: 'pass', SecretString: 'x' };
/** A secret that denies a user everything but looking at it. */
const closedSecret: Doing = async ({ secretsmanager }) => {
  await secretsmanager.send(new CreateSecretCommand(named));
  const denied = deny([
    'secretsmanager:DeleteSecret',
    'secretsmanager:PutSecretValue',
    'secretsmanager:GetSecretValue',
    'secretsmanager:*ResourcePolicy',
    'secretsmanager:*TagResource',
    'secretsmanager:UpdateSecret',
  ]);
  const ResourcePolicy = documentOf({ ...denied, ...to(`arn:aws:iam::${account}:user/ada`) });
  await secretsmanager.send(new PutSecretPolicyCommand({ SecretId: 'pass', ResourcePolicy }));
};
const forced = { SecretId: 'pass', ForceDeleteWithoutRecovery: true };

describe('a secret that was made anew once a call was decided is decided on', () => {
  test.each<[string, (user: Clients) => Promise<unknown>]>([
    [
      'GetSecretValue',
      ({ secretsmanager }) => secretsmanager.send(new GetSecretValueCommand({ SecretId: 'pass' })),
    ],
    [
      'PutSecretValue',
      ({ secretsmanager }) =>
        secretsmanager.send(new PutSecretValueCommand({ SecretId: 'pass', SecretString: 'y' })),
    ],
    [
      'UpdateSecret',
      ({ secretsmanager }) =>
        secretsmanager.send(new UpdateSecretCommand({ SecretId: 'pass', SecretString: 'y' })),
    ],
    [
      'PutResourcePolicy',
      ({ secretsmanager }) => {
        const ResourcePolicy = documentOf({ ...allow('secretsmanager:GetSecretValue'), ...to(account) });
        return secretsmanager.send(new PutSecretPolicyCommand({ SecretId: 'pass', ResourcePolicy }));
      },
    ],
    [
      'DeleteResourcePolicy',
      ({ secretsmanager }) => secretsmanager.send(new DeleteResourcePolicyCommand({ SecretId: 'pass' })),
    ],
    [
      'TagResource',
      ({ secretsmanager }) =>
        secretsmanager.send(new TagResourceCommand({ SecretId: 'pass', Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
    [
      'UntagResource',
      ({ secretsmanager }) =>
        secretsmanager.send(new UntagResourceCommand({ SecretId: 'pass', TagKeys: ['a'] })),
    ],
    ['DeleteSecret', ({ secretsmanager }) => secretsmanager.send(new DeleteSecretCommand(forced))],
  ])('%s', async (_, ask) => {
    const root = lab.as(account);
    await root.secretsmanager.send(new CreateSecretCommand(named));
    const user = await lab.user(account, 'ada', allow('secretsmanager:*'));
    meanwhile(root, async () => {
      await root.secretsmanager.send(new DeleteSecretCommand(forced));
      await closedSecret(root);
    });
    expect(await answerOf(ask(user))).toMatch(/^400 AccessDeniedException: .*explicit deny/);
  });

  test('a forced deletion of a name that no secret had does not delete the secret that has it by then', async () => {
    const root = lab.as(account);
    const user = await lab.user(account, 'ada', allow('secretsmanager:*'));
    meanwhile(root, closedSecret);
    const asked = user.secretsmanager.send(new DeleteSecretCommand(forced));
    expect(await answerOf(asked)).toMatch(/^400 AccessDeniedException: .*explicit deny/);
    const kept = await root.secretsmanager.send(new GetSecretValueCommand({ SecretId: 'pass' }));
    expect(kept.SecretString).toBe('x');
  });

  test('a forced deletion of a name that no secret has succeeds', async () => {
    const user = await lab.user(account, 'ada', allow('secretsmanager:*'));
    expect(await answerOf(user.secretsmanager.send(new DeleteSecretCommand(forced)))).toBe('granted');
  });
});
