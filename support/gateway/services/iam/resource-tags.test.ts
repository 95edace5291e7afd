import { CreateTableCommand, ListTagsOfResourceCommand } from '@aws-sdk/client-dynamodb';
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  ListUsersCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, type Clients, codeOf, deny, documentOf } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;

const Tags = [{ Key: 'team', Value: 'red' }];
const ofTeam = (key: string, team = 'red') => ({ Condition: { StringEquals: { [`${key}/team`]: team } } });
const trusts = documentOf({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
});
const RoleArn = `arn:aws:iam::${account}:role/app/worker`;
const DENIED = '403 AccessDenied';

beforeEach(async () => {
  root = lab.as(account);
  const role = { RoleName: 'worker', Path: '/app/', AssumeRolePolicyDocument: trusts };
  await root.iam.send(new CreateRoleCommand({ ...role, Tags }));
});

const assume = (who: Clients) =>
  codeOf(who.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'work' })));

describe('the tags of a role decide', () => {
  test.each(['aws:ResourceTag', 'iam:ResourceTag'])('who assumes it and reads it, by %s', async (key) => {
    const asked = ['sts:AssumeRole', 'iam:GetRole'];
    const red = await lab.user(account, 'red', allow(asked, '*', ofTeam(key)));
    const blue = await lab.user(account, 'blue', allow(asked, '*', ofTeam(key, 'blue')));
    const get = new GetRoleCommand({ RoleName: 'worker' });
    expect([await assume(red), await codeOf(red.iam.send(get))]).toEqual(['granted', 'granted']);
    expect([await assume(blue), await codeOf(blue.iam.send(get))]).toEqual([DENIED, DENIED]);
  });

  test('from the moment they change', async () => {
    const red = await lab.user(account, 'red', allow('sts:AssumeRole', '*', ofTeam('aws:ResourceTag')));
    expect(await assume(red)).toBe('granted');
    const moved = { RoleName: 'worker', Tags: [{ Key: 'team', Value: 'blue' }] };
    await root.iam.send(new TagRoleCommand(moved));
    expect(await assume(red)).toBe(DENIED);
  });
});

test('the tags of a user and of a policy decide', async () => {
  await root.iam.send(new CreateUserCommand({ UserName: 'tagged', Tags }));
  const PolicyDocument = documentOf(allow('s3:GetObject'));
  const made = await root.iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument, Tags }));
  const asked = ['iam:GetUser', 'iam:DeletePolicy'];
  const red = await lab.user(account, 'red', allow(asked, '*', ofTeam('aws:ResourceTag')));
  const get = (UserName: string) => codeOf(red.iam.send(new GetUserCommand({ UserName })));
  expect(await get('tagged')).toBe('granted');
  expect(await get('red')).toBe(DENIED);
  const PolicyArn = made.Policy?.Arn;
  expect(await codeOf(red.iam.send(new DeletePolicyCommand({ PolicyArn })))).toBe('granted');
});

test('an action without a resource has no tags', async () => {
  const tagged = allow(['iam:ListUsers', 'kms:ListKeys'], '*', ofTeam('aws:ResourceTag'));
  const red = await lab.user(account, 'red', tagged);
  expect(await codeOf(red.iam.send(new ListUsersCommand({})))).toBe(DENIED);
  expect(await codeOf(red.kms.send(new ListKeysCommand({})))).toContain('AccessDenied');
});

describe('a resource that is being created', () => {
  const untagged = { Null: { 'aws:ResourceTag/team': 'true' } };
  const create = (who: Clients, more: object) =>
    codeOf(who.iam.send(new CreateUserCommand({ UserName: 'new', ...more })));

  test('has no tags if the request has none', async () => {
    const open = allow(['iam:CreateUser', 'iam:TagUser']);
    const user = await lab.user(account, 'user', open, deny('iam:CreateUser', '*', { Condition: untagged }));
    expect(await create(user, {})).toBe(DENIED);
  });

  test('in IAM is not decided by a tag of the request, and lacks all others', async () => {
    const asked = ['iam:CreateUser', 'iam:TagUser'];
    const user = await lab.user(account, 'user', allow(asked, '*', ofTeam('aws:ResourceTag')));
    expect(await create(user, { Tags })).toBe('501 NotImplemented');
    expect(await create(user, { Tags: [{ Key: 'other', Value: 'red' }] })).toBe(DENIED);
  });

  test('in KMS has the tags of the request', async () => {
    const asked = ['kms:CreateKey', 'kms:TagResource', 'kms:DescribeKey'];
    const red = await lab.user(account, 'red', allow(asked, '*', ofTeam('aws:ResourceTag')));
    const keyTags = [{ TagKey: 'team', TagValue: 'red' }];
    const made = await red.kms.send(new CreateKeyCommand({ Tags: keyTags }));
    const KeyId = made.KeyMetadata?.KeyId;
    expect(await codeOf(red.kms.send(new DescribeKeyCommand({ KeyId })))).toBe('granted');
    expect(await codeOf(red.kms.send(new CreateKeyCommand({})))).toContain('AccessDenied');
  });
});

test('a KMS key is asked for by the older names of its kind too', async () => {
  const Condition = {
    StringEquals: { 'kms:CustomerMasterKeySpec': 'SYMMETRIC_DEFAULT' },
    StringNotEquals: { 'kms:CustomerMasterKeyUsage': 'SIGN_VERIFY' },
  };
  const user = await lab.user(
    account,
    'user',
    allow(['kms:CreateKey', 'kms:DescribeKey'], '*', { Condition }),
  );
  const { KeyMetadata } = await user.kms.send(new CreateKeyCommand({}));
  expect(await codeOf(user.kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId })))).toBe('granted');
  const signing = new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  expect(await codeOf(user.kms.send(signing))).toContain('AccessDenied');
});

test('the tags of a table decide', async () => {
  const made = await root.dynamodb.send(
    new CreateTableCommand({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      Tags,
    }),
  );
  const ResourceArn = made.TableDescription?.TableArn;
  const read = (who: Clients) => codeOf(who.dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn })));
  const red = await lab.user(account, 'red', allow('dynamodb:*', '*', ofTeam('aws:ResourceTag')));
  const blue = await lab.user(account, 'blue', allow('dynamodb:*', '*', ofTeam('aws:ResourceTag', 'blue')));
  expect(await read(red)).toBe('granted');
  expect(await read(blue)).toContain('AccessDenied');
});
