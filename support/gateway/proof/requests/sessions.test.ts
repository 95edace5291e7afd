import { CreateRoleCommand, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  deny,
  documentOf,
  type StatementText,
} from '../../testing/lab-under-test.ts';
import { accessKeyOf } from '../../testing/roles.ts';

const arnOf = (role: string) => `arn:aws:iam::${account}:role/${role}`;

const lab = labOfEachTest();
let root: Clients;
let user: Clients;

beforeEach(async () => {
  root = lab.as(account);
  user = await lab.user(account, 'user', allow('*'));
});

describe('A session made from a session', () => {
  async function createRole(
    RoleName: string,
    AWS: string,
    trusted: readonly string[],
    more: StatementText = {},
  ) {
    const trust = documentOf({ Effect: 'Allow', Principal: { AWS }, Action: trusted, ...more });
    await root.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    const PolicyDocument = documentOf(allow('sts:*'));
    await root.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  }
  const request = (role: string, more: Partial<AssumeRoleCommandInput> = {}) =>
    new AssumeRoleCommand({ RoleArn: arnOf(role), RoleSessionName: 'session', ...more });
  const session = async (more?: Partial<AssumeRoleCommandInput>) =>
    lab.as(accessKeyOf((await user.sts.send(request('first', more))).Credentials));

  const tagged = { Tags: [{ Key: 'team', Value: 'a' }], TransitiveTagKeys: ['team'] };
  const all = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

  beforeEach(() => createRole('first', account, all));

  test.each<[string, Partial<AssumeRoleCommandInput>, string[], RegExp]>([
    ['nothing', {}, ['sts:AssumeRole'], /^granted$/],
    ['a tag of its own alone', { Tags: tagged.Tags }, ['sts:AssumeRole'], /^granted$/],
    ['a transitive tag', tagged, ['sts:AssumeRole'], /^403 AccessDenied: .* sts:TagSession/],
    ['a transitive tag', tagged, ['sts:AssumeRole', 'sts:TagSession'], /^granted$/],
    ['a source identity', { SourceIdentity: 'ada' }, ['sts:AssumeRole'], /^403 .* sts:SetSourceIdentity/],
    ['a source identity', { SourceIdentity: 'ada' }, all, /^granted$/],
  ])('that hands on %s (%j) to a role that trusts it with %j', async (_, more, trusted, answer) => {
    await createRole('second', arnOf('first'), trusted);
    expect(await answerOf((await session(more)).sts.send(request('second')))).toMatch(answer);
  });

  test.each(['aws:RequestTag/team', 'sts:SourceIdentity'])(
    'is not decided where %s turns on what is handed on',
    async (key) => {
      await createRole('second', arnOf('first'), all, { Condition: { StringEquals: { [key]: 'a' } } });
      const handing = await session({ ...tagged, SourceIdentity: 'ada' });
      expect(await answerOf(handing.sts.send(request('second')))).toMatch(/^501 NotImplemented/);
    },
  );
});

describe('A session by GetSessionToken', () => {
  let token: Clients;

  beforeEach(async () => {
    token = lab.as(accessKeyOf((await user.sts.send(new GetSessionTokenCommand({}))).Credentials));
  });

  test('serves S3 and asks STS who it is', async () => {
    expect(await answerOf(token.s3.send(new ListBucketsCommand({})))).toBe('granted');
    expect(await answerOf(token.sts.send(new GetCallerIdentityCommand({})))).toBe('granted');
  });

  test('does not serve IAM, nor what else STS has', async () => {
    expect(await answerOf(token.iam.send(new ListUsersCommand({})))).toBe(
      '403 InvalidClientTokenId: The security token included in the request is invalid',
    );
    expect(await answerOf(token.sts.send(new GetSessionTokenCommand({})))).toBe(
      '403 AccessDenied: Cannot call GetSessionToken with session credentials',
    );
    const info = new GetAccessKeyInfoCommand({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
    expect(await answerOf(token.sts.send(info))).toMatch(/^403 AccessDenied/);
  });

  test('says that no MFA device was used, which a long-term key leaves open', async () => {
    const withoutMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
    const other = await lab.user(
      account,
      'other',
      allow('s3:*'),
      deny('s3:*', '*', { Condition: withoutMfa }),
    );
    await newBucket(root, 'records');
    expect(await answerOf(other.s3.send(new ListBucketsCommand({})))).toBe('granted');
    const others = lab.as(accessKeyOf((await other.sts.send(new GetSessionTokenCommand({}))).Credentials));
    expect(await answerOf(others.s3.send(new ListBucketsCommand({})))).toMatch(/^403 AccessDenied/);
  });
});
