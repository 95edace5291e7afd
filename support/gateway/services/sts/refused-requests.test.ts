import { CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type Credentials,
  GetAccessKeyInfoCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type AccessKey, allow, answerOf, type Clients, documentOf } from '../../testing/lab-under-test.ts';
import { newUser } from '../../testing/new-user.ts';
import { witnessedGateway } from '../../testing/witnessed-gateway.ts';

const account = '111111111111';
const gateway = witnessedGateway();
let root: Clients;
let user: Clients;

const arnOf = (role: string) => `arn:aws:iam::${account}:role/${role}`;
const assume = (role: string, more: Partial<AssumeRoleCommandInput> = {}) =>
  new AssumeRoleCommand({ RoleArn: arnOf(role), RoleSessionName: 'session', ...more });

function keyOf(credentials: Credentials | undefined): AccessKey {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

beforeEach(async () => {
  root = gateway.as(account);
  user = gateway.as(await newUser(root, 'ann', allow('sts:*')));
  const AssumeRolePolicyDocument = documentOf({
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  });
  const role = { AssumeRolePolicyDocument, MaxSessionDuration: 7200 };
  for (const RoleName of ['first', 'second'])
    await root.iam.send(new CreateRoleCommand({ ...role, RoleName }));
});

async function refused(send: () => Promise<unknown>, refusal: string): Promise<void> {
  const before = gateway.sent.length;
  expect(await answerOf(send())).toContain(refusal);
  expect(gateway.sent).toHaveLength(before);
}

const chaining =
  '400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
const ofRole =
  '400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
const constraint = (member: string, value: string, must: string) =>
  `400 ValidationError: 1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${must}`;

describe('The duration of a role session', () => {
  test.each<[who: string, caller: () => Promise<Clients>, seconds: number, outcome: string]>([
    ['a user', async () => user, 7200, 'granted'],
    ['a user', async () => user, 7201, ofRole],
    [
      'a user',
      async () => user,
      899,
      constraint('durationSeconds', '899', 'have value greater than or equal to 900'),
    ],
    ['a session of a role', () => roleSession(), 3600, 'granted'],
    ['a session of a role', () => roleSession(), 3601, chaining],
    ['a session that GetSessionToken gave', () => tokenSession(), 3600, 'granted'],
    ['a session that GetSessionToken gave', () => tokenSession(), 3601, chaining],
  ])('for %s', async (_, caller, DurationSeconds, outcome) => {
    const clients = await caller();
    expect(await answerOf(clients.sts.send(assume('second', { DurationSeconds })))).toContain(outcome);
  });

  async function roleSession(): Promise<Clients> {
    return gateway.as(keyOf((await user.sts.send(assume('first'))).Credentials));
  }

  async function tokenSession(): Promise<Clients> {
    return gateway.as(keyOf((await user.sts.send(new GetSessionTokenCommand({}))).Credentials));
  }
});

describe('STS refuses before any store is asked', () => {
  const tags = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  const policies = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ arn: `arn:aws:iam::${account}:policy/p${index}` }));

  test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
    [
      'a session name with a blank',
      { RoleSessionName: 'a b' },
      constraint('roleSessionName', 'a b', 'satisfy regular expression pattern: [\\w+=,.@-]*'),
    ],
    [
      'a session name of one letter',
      { RoleSessionName: 'a' },
      constraint('roleSessionName', 'a', 'have length greater than or equal to 2'),
    ],
    [
      'a role that is no ARN',
      { RoleArn: 'the-role-of-the-reader' },
      '400 ValidationError: the-role-of-the-reader is invalid',
    ],
    ...[
      'nothing-valid-in-here',
      'arn::b:::something/test-role',
      'arn:a::::something/test-role',
      'arn:a:::something/test-role',
      'arn:aws:iam::111111111111:',
    ].map((RoleArn): [string, Partial<AssumeRoleCommandInput>, string] => [
      `the role ${RoleArn}`,
      { RoleArn },
      `400 ValidationError: ${RoleArn} is invalid`,
    ]),
    ['51 tags', { Tags: tags(51) }, 'Member must have length less than or equal to 50'],
    ['11 policies', { PolicyArns: policies(11) }, 'Member must have length less than or equal to 10'],
    [
      'tags that differ in letter case alone',
      {
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'A', Value: '' },
        ],
      },
      '400 InvalidParameterValue: Duplicate tag keys found.',
    ],
    [
      'a tag whose key is reserved',
      { Tags: [{ Key: 'Aws:team', Value: '' }] },
      '400 InvalidParameterValue: Tag keys and values that begin with aws: are reserved for AWS.',
    ],
    [
      'a transitive key that is not among the tags',
      { TransitiveTagKeys: ['a'] },
      '400 InvalidParameterValue: The specified transitive tag key must be included in the requested tags.',
    ],
    [
      'an external id with a star',
      { ExternalId: 'a*b' },
      "Value 'a*b' at 'externalId' failed to satisfy constraint",
    ],
    [
      'a source identity of one letter',
      { SourceIdentity: 'a' },
      "at 'sourceIdentity' failed to satisfy constraint",
    ],
    [
      'a long session policy',
      { Policy: 'x'.repeat(2049) },
      'Member must have length less than or equal to 2048',
    ],
    [
      'a code of no MFA device',
      { TokenCode: '123456' },
      '403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    ],
    [
      'a policy that does not exist',
      { PolicyArns: policies(1) },
      `400 ValidationError: Policy arn:aws:iam::${account}:policy/p0 does not exist or is not attachable.`,
    ],
  ])('%s', (_, more, refusal) => refused(() => user.sts.send(assume('first', more)), refusal));

  test('a root user that assumes a role', () =>
    refused(
      () => root.sts.send(assume('first')),
      '403 AccessDenied: Roles may not be assumed by root accounts.',
    ));

  test('a session of a role that asks for a session token', async () => {
    const session = gateway.as(keyOf((await user.sts.send(assume('first'))).Credentials));
    await refused(
      () => session.sts.send(new GetSessionTokenCommand({})),
      '403 AccessDenied: Cannot call GetSessionToken with session credentials',
    );
  });

  test('a source identity that differs from the calling session', async () => {
    const { Credentials: given } = await user.sts.send(assume('first', { SourceIdentity: 'ann' }));
    const session = gateway.as(keyOf(given));
    await refused(
      () => session.sts.send(assume('second', { SourceIdentity: 'carl' })),
      '403 AccessDenied: Session source identity cannot be changed.',
    );
  });

  test('a tag that the calling session hands on', async () => {
    const tagged = { Tags: [{ Key: 'team', Value: 'a' }], TransitiveTagKeys: ['team'] };
    const session = gateway.as(keyOf((await user.sts.send(assume('first', tagged))).Credentials));
    await refused(
      () => session.sts.send(assume('second', { Tags: [{ Key: 'Team', Value: 'b' }] })),
      '400 InvalidParameterValue: One of the specified transitive tag keys',
    );
  });

  test.each([899, 129_601])('%p seconds for a session token', (DurationSeconds) =>
    refused(
      () => user.sts.send(new GetSessionTokenCommand({ DurationSeconds })),
      `400 ValidationError: 1 validation error detected: Value '${DurationSeconds}' at 'durationSeconds'`,
    ),
  );

  test('an access key id that is too short', () =>
    refused(
      () => user.sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: 'AKIA' })),
      constraint('accessKeyId', 'AKIA', 'have length greater than or equal to 16'),
    ));
});

test('A managed policy of the role’s account bounds a session', async () => {
  const PolicyDocument = documentOf(allow('s3:ListBucket'));
  const { Policy } = await root.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument }));
  const PolicyArns = [{ arn: Policy?.Arn }];
  expect(await answerOf(user.sts.send(assume('first', { PolicyArns })))).toBe('granted');
});
