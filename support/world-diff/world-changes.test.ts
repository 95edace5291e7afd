import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateGrantCommand, DisableKeyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { labOfEachTest } from '../gateway/testing/lab-of-each-test.ts';
import { allow, documentOf, newKey, to } from '../gateway/testing/lab-under-test.ts';
import { type ThingChange, worldChanges } from './world-changes.ts';
import { worldThings } from './world-things.ts';

const account = '111111111111';
const each = labOfEachTest();
const mine = () => each.as(account);

/** The changes of the lab while something was done. */
async function changesOf(act: () => Promise<unknown>): Promise<readonly ThingChange[]> {
  const before = worldThings({ lab: await each.lab.freeze() });
  await act();
  return worldChanges(before, worldThings({ lab: await each.lab.freeze() }));
}

const titles = (changes: readonly ThingChange[]) =>
  changes.map(({ how, thing: { kind, name } }) => `${how} ${kind} ${name}`);

test('nothing changes by reading', async () => {
  const { s3 } = mine();
  await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
  await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'a', Body: 'x' }));
  expect(
    await changesOf(() => s3.send(new CreateBucketCommand({ Bucket: 'reports' })).catch(() => {})),
  ).toEqual([]);
});

test('the role of an instance profile is told', async () => {
  const { iam } = mine();
  const names = { InstanceProfileName: 'web', RoleName: 'reader' };
  const trust = documentOf({
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  });
  await iam.send(new CreateRoleCommand({ ...names, AssumeRolePolicyDocument: trust }));
  await iam.send(new CreateInstanceProfileCommand(names));
  const changes = await changesOf(() => iam.send(new AddRoleToInstanceProfileCommand(names)));
  expect(changes).toMatchObject([
    {
      thing: { kind: 'instance profile', name: `arn:aws:iam::${account}:instance-profile/web` },
      facts: [{ name: 'role', before: undefined, after: `arn:aws:iam::${account}:role/reader` }],
    },
  ]);
});

test('a changed policy of a user is told by its statement, and a new user with its access key', async () => {
  const { iam } = mine();
  const put = (Action: string) =>
    iam.send(
      new PutUserPolicyCommand({
        UserName: 'kim',
        PolicyName: 'own',
        PolicyDocument: documentOf(allow(Action, '*')),
      }),
    );
  await iam.send(new CreateUserCommand({ UserName: 'kim' }));
  await put('s3:GetObject');
  const changes = await changesOf(async () => {
    await put('s3:PutObject');
    await iam.send(new CreateUserCommand({ UserName: 'lou' }));
    await iam.send(new CreateAccessKeyCommand({ UserName: 'lou' }));
  });
  expect(titles(changes)).toEqual([
    `changed user arn:aws:iam::${account}:user/kim`,
    `added user arn:aws:iam::${account}:user/lou`,
  ]);
  expect(changes[0]?.documents).toEqual([
    {
      name: 'inline policy own',
      changes: [
        {
          part: 'statement 1',
          before: expect.stringContaining('s3:GetObject'),
          after: expect.stringContaining('s3:PutObject'),
        },
      ],
    },
  ]);
  expect(changes[1]?.facts).toContainEqual({
    name: 'access keys',
    before: undefined,
    after: expect.stringMatching(/^AKIA/),
  });
});

test('an instance profile is told with its role and tags', async () => {
  const { iam } = mine();
  const InstanceProfileName = 'servers';
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'server',
      AssumeRolePolicyDocument: documentOf({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  const name = `arn:aws:iam::${account}:instance-profile/servers`;
  const created = await changesOf(() =>
    iam.send(new CreateInstanceProfileCommand({ InstanceProfileName, Tags: [{ Key: 'a', Value: 'b' }] })),
  );
  expect(titles(created)).toEqual([`added instance profile ${name}`]);
  expect(created[0]?.facts).toContainEqual({ name: 'tags', before: undefined, after: 'a=b' });
  const changed = await changesOf(() =>
    iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: 'server' })),
  );
  expect(changed).toMatchObject([
    {
      how: 'changed',
      facts: [{ name: 'role', before: undefined, after: `arn:aws:iam::${account}:role/server` }],
    },
  ]);
});

test('a key policy names principals by their ARNs, and a key tells its state, aliases and grants', async () => {
  const { kms, iam } = mine();
  const { User } = await iam.send(new CreateUserCommand({ UserName: 'kim' }));
  const KeyId = await newKey(mine());
  const changes = await changesOf(async () => {
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/shared', TargetKeyId: KeyId }));
    await kms.send(
      new CreateGrantCommand({ KeyId, GranteePrincipal: User?.Arn ?? '', Operations: ['Decrypt'] }),
    );
    await kms.send(new DisableKeyCommand({ KeyId }));
  });
  expect(titles(changes)).toEqual([
    expect.stringMatching(/^changed KMS key arn:/),
    `added alias arn:aws:kms:eu-west-1:${account}:alias/shared`,
    expect.stringMatching(/^added grant [0-9a-f]{64}$/),
  ]);
  expect(changes[0]?.facts).toEqual([{ name: 'state', before: 'Enabled', after: 'Disabled' }]);
  expect(changes[2]?.facts).toContainEqual({ name: 'grantee', before: undefined, after: User?.Arn });
});

test('versions of objects and delete markers are told one by one', async () => {
  const { s3 } = mine();
  const Bucket = 'reports';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const changes = await changesOf(async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: documentOf(allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`, to('222222222222'))),
      }),
    );
  });
  expect(titles(changes)).toEqual([
    `changed bucket ${Bucket}`,
    expect.stringMatching(/^added object s3:\/\/reports\/a \(version \S{32}\)$/),
    expect.stringMatching(/^added object s3:\/\/reports\/a \(version \S{32}\)$/),
  ]);
  expect(changes[2]?.facts).toContainEqual({ name: 'delete marker', before: undefined, after: 'yes' });
});

test('contents, secrets and keys are never told', async () => {
  const { s3, secretsmanager, dynamodb, sts, iam } = mine();
  const secret = 'the-most-secret-words';
  await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
  await secretsmanager.send(new CreateSecretCommand({ Name: 'password', SecretString: 'old' }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const item = (text: string) =>
    dynamodb.send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: '1' }, text: { S: text } } }));
  await item('old');
  let keys: string[] = [];
  const changes = await changesOf(async () => {
    await s3.send(
      new PutObjectCommand({ Bucket: 'reports', Key: 'a', Body: secret, Metadata: { note: secret } }),
    );
    await secretsmanager.send(new PutSecretValueCommand({ SecretId: 'password', SecretString: secret }));
    await item(secret);
    const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
    keys = [Credentials?.SecretAccessKey, Credentials?.SessionToken, AccessKey?.SecretAccessKey].map(String);
  });
  expect(titles(changes)).toEqual([
    `added account ${account}`,
    expect.stringMatching(/^added session ASIA/),
    'added object s3://reports/a',
    expect.stringMatching(/^changed secret arn:/),
    expect.stringMatching(/^changed table arn:/),
  ]);
  expect(changes[4]?.facts).toEqual([{ name: 'items', before: '1 item', after: '1 item' }]);
  const text = JSON.stringify(changes);
  for (const hidden of [secret, Buffer.from(secret).toString('base64'), ...keys])
    expect(text).not.toContain(hidden);
});

test('surroundings are told: an organization with its control policies, endpoints, facts and quotas', async () => {
  const scp = (Action: string) => documentOf({ Effect: 'Deny', Action, Resource: '*' });
  const around = (action: string) => ({
    organization: {
      id: 'o-exampleorgid',
      managementAccount: '222222222222',
      root: {
        id: 'r-ab12',
        accounts: [{ id: account, serviceControlPolicies: [{ name: 'guard', document: scp(action) }] }],
      },
    },
    endpoints: [{ id: 'vpce-1a2b3c4d', vpc: 'vpc-1a2b3c4d' }],
  });
  each.lab.surround(around('s3:DeleteBucket'));
  const changes = await changesOf(async () =>
    each.lab.surround({
      ...around('s3:*'),
      endpoints: [],
      assumptions: { values: { 'aws:SourceIp': ['203.0.113.7'] }, file: undefined },
      kmsRequestQuotas: { perSecond: { [account]: 5 } },
    }),
  );
  expect(titles(changes)).toEqual([
    `changed member account ${account}`,
    'removed VPC endpoint vpce-1a2b3c4d',
    'added stated fact aws:SourceIp',
    `added account ${account}`,
  ]);
  expect(changes[0]?.documents[0]).toMatchObject({ name: 'service control policy guard' });
});
