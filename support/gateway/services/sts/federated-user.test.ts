import { ListUsersCommand, TagUserCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  type AccessKey,
  allow,
  answerOf,
  type Clients,
  codeOf,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { newUser } from '../../testing/new-user.ts';
import { accessKeyOf, newRole } from '../../testing/roles.ts';

const account = '111111111111';
const Bucket = 'reports';
const Name = 'visitor';
const visitor = `arn:aws:sts::${account}:federated-user/${Name}`;
const broker = `arn:aws:iam::${account}:user/broker`;
const lab = labOfEachTest();
let root: Clients;
let user: AccessKey;

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  await root.s3.send(new PutObjectCommand({ Bucket, Key: 'q1.csv', Body: 'a' }));
  user = await newUser(
    root,
    'broker',
    allow(['s3:GetObject', 's3:ListAllMyBuckets']),
    allow(['sts:GetFederationToken', 'sts:TagSession']),
  );
});

const token = (input: Partial<GetFederationTokenCommandInput> = {}, who: string | AccessKey = user) =>
  lab.as(who).sts.send(new GetFederationTokenCommand({ Name, ...input }));

async function federated(input: Partial<GetFederationTokenCommandInput> = {}): Promise<Clients> {
  return lab.as(accessKeyOf((await token(input)).Credentials));
}

const read = ({ s3 }: Clients) => codeOf(s3.send(new GetObjectCommand({ Bucket, Key: 'q1.csv' })));
const list = ({ s3 }: Clients) => codeOf(s3.send(new ListBucketsCommand({})));

async function bucketPolicy(...statements: readonly StatementText[]): Promise<void> {
  await root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy: documentOf(...statements) }));
}

describe('A federated user', () => {
  test('has an identity of its own', async () => {
    expect((await token()).FederatedUser).toEqual({ Arn: visitor, FederatedUserId: `${account}:${Name}` });
    const { sts } = await federated();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: visitor,
      UserId: `${account}:${Name}`,
      Account: account,
    });
  });

  test('is allowed what both its user and its session policy allow', async () => {
    const Policy = documentOf(allow(['s3:GetObject', 's3:PutObject']));
    const session = await federated({ Policy });
    expect(await read(session)).toBe('granted');
    expect(await list(session)).toBe('403 AccessDenied');
    const put = new PutObjectCommand({ Bucket, Key: 'q2.csv', Body: 'a' });
    expect(await codeOf(session.s3.send(put))).toBe('403 AccessDenied');
  });

  test('is allowed nothing by its user without a session policy', async () => {
    const session = await federated();
    expect(await read(session)).toBe('403 AccessDenied');
    const listing = session.s3.send(new ListBucketsCommand({}));
    expect(await answerOf(listing)).toMatch(
      /because no session policy allows the s3:ListAllMyBuckets action/,
    );
  });

  test('is allowed what a bucket policy gives its ARN, and not what it gives its user', async () => {
    const resource = `arn:aws:s3:::${Bucket}/*`;
    const session = await federated();
    await bucketPolicy(allow('s3:GetObject', resource, to(broker)));
    expect(await read(session)).toBe('403 AccessDenied');
    await bucketPolicy(allow('s3:GetObject', resource, to(visitor)));
    expect(await read(session)).toBe('granted');
  });

  test('is denied what any policy denies its user or it', async () => {
    const resource = `arn:aws:s3:::${Bucket}/*`;
    const session = await federated({ Policy: documentOf(allow('s3:*')) });
    for (const principal of [visitor, broker]) {
      await bucketPolicy(deny('s3:GetObject', resource, to(principal)));
      expect(await read(session)).toBe('403 AccessDenied');
    }
  });

  test('takes managed session policies, and the tags of its user and of its session', async () => {
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' }];
    expect(await list(await federated({ PolicyArns }))).toBe('granted');
    await root.iam.send(new TagUserCommand({ UserName: 'broker', Tags: [{ Key: 'team', Value: 'red' }] }));
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'blue' } };
    const Policy = documentOf(allow('s3:ListAllMyBuckets', '*', { Condition }));
    expect(await list(await federated({ Policy }))).toBe('403 AccessDenied');
    expect(await list(await federated({ Policy, Tags: [{ Key: 'team', Value: 'blue' }] }))).toBe('granted');
  });

  test('cannot call IAM, and of STS only GetCallerIdentity', async () => {
    const session = await federated({ Policy: documentOf(allow('*')) });
    expect(await codeOf(session.iam.send(new ListUsersCommand({})))).toBe('403 InvalidClientTokenId');
    const role = await newRole(root, 'r', { AWS: account });
    const assume = new AssumeRoleCommand({ RoleArn: role?.Arn, RoleSessionName: 'session' });
    expect(await codeOf(session.sts.send(assume))).toBe('403 AccessDenied');
    expect(await codeOf(session.sts.send(new GetSessionTokenCommand({})))).toBe('403 AccessDenied');
    expect(await codeOf(session.sts.send(new GetFederationTokenCommand({ Name })))).toBe('403 AccessDenied');
  });
});

describe('GetFederationToken', () => {
  test('takes its permission on the federated user, and sts:TagSession for tags', async () => {
    const other = await newUser(root, 'other', allow('sts:GetFederationToken', `${visitor}-2`));
    expect(await answerOf(token({}, other))).toMatch(
      /^403 AccessDenied: .*sts:GetFederationToken on resource: .*:federated-user\/visitor/,
    );
    expect(await codeOf(token({ Name: `${Name}-2` }, other))).toBe('granted');
    const tagged = token({ Name: `${Name}-2`, Tags: [{ Key: 'a', Value: 'b' }] }, other);
    expect(await answerOf(tagged)).toMatch(/^403 AccessDenied: .*sts:TagSession/);
  });

  test('is for users: roles are refused, and root users by name', async () => {
    expect(await answerOf(token({}, account))).toMatch(/^501 NotImplemented: .*GetFederationToken/);
    await newRole(root, 'r', { AWS: account });
    const { sts } = await lab.user(account, 'caller', allow('sts:AssumeRole'));
    const RoleArn = `arn:aws:iam::${account}:role/r`;
    const assumed = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }));
    expect(await codeOf(token({}, accessKeyOf(assumed.Credentials)))).toBe('403 AccessDenied');
  });

  test.each<[string, Partial<GetFederationTokenCommandInput>, RegExp]>([
    ['a session policy that is none', { Policy: '{}' }, /^400 MalformedPolicyDocument/],
    ['a duration below 15 minutes', { DurationSeconds: 899 }, /^400 ValidationError/],
    ['a duration above 36 hours', { DurationSeconds: 129_601 }, /^400 ValidationError/],
    ['a name with a slash', { Name: 'a/b' }, /^400 ValidationError/],
    [
      'a managed policy that does not exist',
      { PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/missing` }] },
      /^400 ValidationError/,
    ],
  ])('%s is refused', async (_, input, answer) => {
    expect(await answerOf(token(input))).toMatch(answer);
  });
});
