import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteGroupCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  ListAccessKeysCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  TagInstanceProfileCommand,
  TagUserCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { type Doing, meanwhile } from '../../testing/changed-before-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, documentOf, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
afterEach(() => {
  jest.restoreAllMocks();
});

const trusting = (who: string) => documentOf({ ...allow('sts:AssumeRole'), Resource: undefined, ...to(who) });
const inAnotherPath = { Path: '/closed/' };
const adaOnly = [
  allow(['iam:*', 'sts:*']),
  deny(
    '*',
    ['user', 'role', 'group', 'policy', 'instance-profile'].map(
      (kind) => `arn:aws:iam::${account}:${kind}/closed/*`,
    ),
  ),
];
const ben = { UserName: 'ben' };
const reader = { RoleName: 'reader' };
const profile = { InstanceProfileName: 'servers' };
const team = { GroupName: 'team' };
const inline = { PolicyName: 'p', PolicyDocument: documentOf(allow('s3:*')) };

describe('an identity that was made anew elsewhere once a call was decided is decided on', () => {
  const remadeUser: Doing = async ({ iam }) => {
    await iam.send(new DeleteUserCommand(ben));
    await iam.send(new CreateUserCommand({ ...ben, ...inAnotherPath }));
  };
  const movedUser: Doing = ({ iam }) => iam.send(new UpdateUserCommand({ ...ben, NewPath: '/closed/' }));
  const trust = { AssumeRolePolicyDocument: trusting(account) };
  const remadeRole: Doing = async ({ iam }) => {
    await iam.send(new DeleteRoleCommand(reader));
    await iam.send(new CreateRoleCommand({ ...reader, ...trust, ...inAnotherPath }));
  };
  const remadeGroup: Doing = async ({ iam }) => {
    await iam.send(new DeleteGroupCommand(team));
    await iam.send(new CreateGroupCommand({ ...team, ...inAnotherPath }));
  };
  const remadeProfile: Doing = async ({ iam }) => {
    await iam.send(new DeleteInstanceProfileCommand(profile));
    await iam.send(new CreateInstanceProfileCommand({ ...profile, ...inAnotherPath }));
  };

  test.each<[string, Doing, (user: Clients) => Promise<unknown>]>([
    ['CreateAccessKey', remadeUser, ({ iam }) => iam.send(new CreateAccessKeyCommand(ben))],
    ['PutUserPolicy', remadeUser, ({ iam }) => iam.send(new PutUserPolicyCommand({ ...ben, ...inline }))],
    [
      'TagUser, moved',
      movedUser,
      ({ iam }) => iam.send(new TagUserCommand({ ...ben, Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
    ['DeleteUser, moved', movedUser, ({ iam }) => iam.send(new DeleteUserCommand(ben))],
    ['PutRolePolicy', remadeRole, ({ iam }) => iam.send(new PutRolePolicyCommand({ ...reader, ...inline }))],
    ['PutGroupPolicy', remadeGroup, ({ iam }) => iam.send(new PutGroupPolicyCommand({ ...team, ...inline }))],
    [
      'TagInstanceProfile',
      remadeProfile,
      ({ iam }) => iam.send(new TagInstanceProfileCommand({ ...profile, Tags: [{ Key: 'a', Value: 'b' }] })),
    ],
  ])('%s', async (_, remade, ask) => {
    const root = lab.as(account);
    await root.iam.send(new CreateUserCommand(ben));
    await root.iam.send(new CreateRoleCommand({ ...reader, ...trust }));
    await root.iam.send(new CreateGroupCommand(team));
    await root.iam.send(new CreateInstanceProfileCommand(profile));
    const user = await lab.user(account, 'ada', ...adaOnly);
    meanwhile(root, remade);
    expect(await answerOf(ask(user))).toMatch(/^403 AccessDenied: .*explicit deny/);
  });

  test('attaching a policy to a user who is the same is performed once', async () => {
    const root = lab.as(account);
    await root.iam.send(new CreateUserCommand(ben));
    await root.iam.send(new CreatePolicyCommand({ ...inline, PolicyName: 'own' }));
    const user = await lab.user(account, 'ada', ...adaOnly);
    const PolicyArn = `arn:aws:iam::${account}:policy/own`;
    expect(await answerOf(user.iam.send(new AttachUserPolicyCommand({ ...ben, PolicyArn })))).toBe('granted');
  });
});

test.each([
  ['its own account', account],
  ['another account', otherAccount],
])('a role that was made anew once it was to be assumed from %s is decided on', async (_, from) => {
  const root = lab.as(account);
  const trust = { AssumeRolePolicyDocument: trusting(`arn:aws:iam::${from}:user/ada`) };
  const user = await lab.user(from, 'ada', allow('sts:*'));
  await root.iam.send(new CreateRoleCommand({ ...reader, ...trust }));
  meanwhile(root, async ({ iam }) => {
    await iam.send(new DeleteRoleCommand(reader));
    await iam.send(
      new CreateRoleCommand({
        ...reader,
        AssumeRolePolicyDocument: trusting(`arn:aws:iam::${account}:root`).replace('"Allow"', '"Deny"'),
      }),
    );
  });
  const assume = new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${account}:role/reader`,
    RoleSessionName: 'session',
  });
  expect(await answerOf(user.sts.send(assume))).toMatch(/^403 AccessDenied/);
});

test.each<[string, (own: Clients) => Promise<unknown>]>([
  ['GetSessionToken', ({ sts }) => sts.send(new GetSessionTokenCommand({}))],
  ['CreateAccessKey', ({ iam }) => iam.send(new CreateAccessKeyCommand({}))],
])('%s is not performed for a later user of the caller’s name', async (_, ask) => {
  const root = lab.as(account);
  await root.iam.send(new CreateUserCommand(ben));
  await root.iam.send(
    new PutUserPolicyCommand({ ...ben, ...inline, PolicyDocument: documentOf(allow('iam:*')) }),
  );
  const { AccessKey: { AccessKeyId = '', SecretAccessKey = '' } = {} } = await root.iam.send(
    new CreateAccessKeyCommand(ben),
  );
  const own = lab.as({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
  meanwhile(root, async ({ iam }) => {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand(ben));
    for (const key of AccessKeyMetadata)
      await iam.send(new DeleteAccessKeyCommand({ ...ben, AccessKeyId: key.AccessKeyId }));
    await iam.send(new DeleteUserPolicyCommand({ ...ben, PolicyName: inline.PolicyName }));
    await iam.send(new DeleteUserCommand(ben));
    await iam.send(new CreateUserCommand(ben));
    await iam.send(
      new PutUserPolicyCommand({ ...ben, ...inline, PolicyDocument: documentOf(allow('iam:*')) }),
    );
  });
  expect(await answerOf(ask(own))).toMatch(/^(403 AccessDenied|503 ServiceUnavailable)/);
});
