import { CreateRoleCommand, CreateUserCommand, DeleteUserCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, DeleteBucketCommand } from '@aws-sdk/client-s3';
import {
  CreateAccessPointCommand,
  type CreateAccessPointCommandInput,
  DeleteAccessPointCommand,
  DeleteAccessPointPolicyCommand,
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetAccessPointPolicyStatusCommand,
  ListAccessPointsCommand,
  PutAccessPointPolicyCommand,
} from '@aws-sdk/client-s3-control';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { setAccessPointPolicy } from '../../testing/access-points.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  type Clients,
  codeOf,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const AccountId = account;
const Name = 'mine';
const arn = `arn:aws:s3:eu-west-1:${account}:accesspoint/${Name}`;
const objects = `${arn}/object/*`;
let root: Clients;

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
});

const create = (more: Partial<CreateAccessPointCommandInput> = {}, by = root) =>
  by.s3control.send(new CreateAccessPointCommand({ AccountId, Name, Bucket, ...more }));
const put = (Policy: string, by = root) =>
  by.s3control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
const putAs = (...statements: StatementText[]) => put(documentOf(...statements));
const get = (by = root) => by.s3control.send(new GetAccessPointCommand({ AccountId, Name }));
const policy = () => root.s3control.send(new GetAccessPointPolicyCommand({ AccountId, Name }));
const ALL_OFF = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

describe('An access point', () => {
  test('is created, shown, listed and deleted', async () => {
    const { AccessPointArn, Alias = '' } = await create();
    expect(AccessPointArn).toBe(arn);
    expect(Alias).toMatch(/^mine-[a-z0-9]{34}-s3alias$/);
    expect(await get()).toMatchObject({
      ...{ Name, Bucket, NetworkOrigin: 'Internet', AccessPointArn, Alias, BucketAccountId: account },
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
    await create({ Name: 'vpc-only', VpcConfiguration: { VpcId: 'vpc-1a2b3c4d' } });
    const list = (more = {}) => root.s3control.send(new ListAccessPointsCommand({ AccountId, ...more }));
    const names = async (more = {}) => (await list(more)).AccessPointList?.map((point) => point.Name);
    expect(await names()).toEqual(['mine', 'vpc-only']);
    expect(await names({ Bucket: 'other' })).toEqual([]);
    const { NextToken, AccessPointList } = await list({ MaxResults: 1 });
    expect(AccessPointList).toMatchObject([{ Name }]);
    expect(await names({ NextToken })).toEqual(['vpc-only']);
    expect(
      (await lab.as(account, 'us-east-1').s3control.send(new ListAccessPointsCommand({ AccountId })))
        .AccessPointList,
    ).toEqual([]);
    await root.s3control.send(new DeleteAccessPointCommand({ AccountId, Name }));
    expect(await names()).toEqual(['vpc-only']);
    expect(await answerOf(get())).toBe('404 NoSuchAccessPoint: The specified accesspoint does not exist');
  });

  test('keeps its bucket from being deleted', async () => {
    await create();
    const removed = () => answerOf(root.s3.send(new DeleteBucketCommand({ Bucket })));
    expect(await removed()).toContain('400 BucketHasAccessPointsAttached');
    await root.s3control.send(new DeleteAccessPointCommand({ AccountId, Name }));
    expect(await removed()).toBe('granted');
  });

  test('is kept by a checkpoint and by a frozen lab', async () => {
    await create();
    const restore = lab.lab.checkpoint();
    const frozen = await lab.lab.freeze();
    await root.s3control.send(new DeleteAccessPointCommand({ AccountId, Name }));
    restore();
    expect(await codeOf(get())).toBe('granted');
    lab.lab.clear();
    expect(await codeOf(get())).toBe('404 NoSuchAccessPoint');
    await lab.lab.thaw(JSON.parse(JSON.stringify(frozen)));
    expect(await codeOf(get())).toBe('granted');
  });

  test.each<[string, Partial<CreateAccessPointCommandInput>, string]>([
    ['a bucket that does not exist', { Bucket: 'absent' }, '404 NoSuchBucket'],
    ['an invalid name', { Name: 'Mine' }, '400 InvalidRequest'],
    ['a short name', { Name: 'ab' }, '400 InvalidRequest'],
    ['the name of an alias', { Name: 'a-s3alias' }, '400 InvalidRequest'],
    ['an invalid VPC', { VpcConfiguration: { VpcId: 'mine' } }, '400 InvalidRequest'],
    ['the bucket of another account than it says', { BucketAccountId: otherAccount }, '501 NotImplemented'],
    ['no account', { BucketAccountId: 'mine' }, '400 InvalidRequest'],
    ['tags', { Tags: [{ Key: 'a', Value: 'b' }] }, '501 NotImplemented'],
    ['a scope', { Scope: { Prefixes: ['a'] } }, '501 NotImplemented'],
    ['some settings', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }, '501 NotImplemented'],
  ])('is not created with %s', async (_, input, refusal) => {
    expect(await codeOf(create(input))).toBe(refusal);
    expect(lab.lab.surroundings.accessPoints).toBeUndefined();
  });

  test('is not created twice, without the account of its bucket, or in another Region than its bucket', async () => {
    await create();
    expect(await codeOf(create())).toBe('409 AccessPointAlreadyOwnedByYou');
    const other = lab.as(otherAccount);
    expect(await codeOf(create({ AccountId: otherAccount }, other))).toBe('501 NotImplemented');
    expect(await codeOf(create({}, lab.as(account, 'us-east-1')))).toBe('400 InvalidRequest');
  });
});

describe('The policy of an access point', () => {
  const ofUser = (Action: string, Resource: string) => ({
    ...allow(Action, Resource),
    ...to(`arn:aws:iam::${account}:user/ana`),
  });

  beforeEach(async () => {
    await root.iam.send(new CreateUserCommand({ UserName: 'ana' }));
    await create();
  });

  test('is set, shown and deleted', async () => {
    expect(await answerOf(policy())).toBe(
      '404 NoSuchAccessPointPolicy: The specified accesspoint policy does not exist',
    );
    const Policy = documentOf(ofUser('s3:GetObject', objects), ofUser('s3:ListBucket', arn));
    await put(Policy);
    expect((await policy()).Policy).toBe(Policy);
    const status = await root.s3control.send(new GetAccessPointPolicyStatusCommand({ AccountId, Name }));
    expect(status.PolicyStatus).toEqual({ IsPublic: false });
    const remove = () => root.s3control.send(new DeleteAccessPointPolicyCommand({ AccountId, Name }));
    await remove();
    expect(await codeOf(policy())).toBe('404 NoSuchAccessPointPolicy');
    expect(await codeOf(remove())).toBe('404 NoSuchAccessPointPolicy');
  });

  test('names users by their unique ids: one that is made anew is another', async () => {
    await putAs(ofUser('s3:GetObject', objects));
    await root.iam.send(new DeleteUserCommand({ UserName: 'ana' }));
    await root.iam.send(new CreateUserCommand({ UserName: 'ana' }));
    expect((await policy()).Policy).toMatch(/"AIDA\w+"/);
  });

  test.each<[string, StatementText]>([
    ['a bucket', { ...allow('s3:GetObject', `arn:aws:s3:::${Bucket}/*`), ...to(account) }],
    ['another access point', { ...allow('s3:GetObject', `${arn}x/object/*`), ...to(account) }],
    ['an action that is not of its objects', { ...allow('s3:ListBucket', objects), ...to(account) }],
    ['an action of objects on itself', { ...allow('s3:GetObject', arn), ...to(account) }],
    [
      'a user that does not exist',
      { ...allow('s3:GetObject', objects), ...to(`arn:aws:iam::${account}:user/nil`) },
    ],
    ['no principal', allow('s3:GetObject', objects)],
  ])('is refused if it names %s', async (_, statement) => {
    expect(await codeOf(putAs(statement))).toBe('400 MalformedPolicy');
  });

  test('may not be public while Block Public Access of the access point, its bucket or its account forbids it', async () => {
    const open = { ...allow('s3:GetObject', objects), Principal: '*' };
    expect(await answerOf(putAs(open))).toContain('BlockPublicPolicy');
    const openPoint = (name: string) => create({ Name: name, PublicAccessBlockConfiguration: ALL_OFF });
    await openPoint('open');
    const there = { ...open, Resource: objects.replace('/mine/', '/open/') };
    const putOpen = () => setAccessPointPolicy(root, { AccountId, Name: 'open' }, there);
    expect(await answerOf(putOpen())).toContain('BlockPublicPolicy');
    const { DeletePublicAccessBlockCommand } = await import('@aws-sdk/client-s3');
    await root.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await answerOf(putOpen())).toBe('granted');
    const status = await root.s3control.send(
      new GetAccessPointPolicyStatusCommand({ AccountId, Name: 'open' }),
    );
    expect(status.PolicyStatus).toEqual({ IsPublic: true });
  });

  test('is refused by name if it names a set of access points', async () => {
    const Condition = { ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:*:${account}:accesspoint/*` } };
    expect(await codeOf(putAs({ ...allow('s3:GetObject', objects), ...to(account), Condition }))).toBe(
      '501 NotImplemented',
    );
  });
});

describe('Policies decide who manages access points', () => {
  test('by action, access point and network origin', async () => {
    const onlyVpc = deny('s3:CreateAccessPoint', '*', {
      Condition: { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } },
    });
    const maker = await lab.user(account, 'maker', allow('s3:CreateAccessPoint', arn), onlyVpc);
    expect(await answerOf(create({}, maker))).toContain('with an explicit deny in an identity-based policy');
    const VpcConfiguration = { VpcId: 'vpc-1a2b3c4d' };
    expect(await codeOf(create({ Name: 'other', VpcConfiguration }, maker))).toBe('403 AccessDenied');
    expect(await codeOf(create({ VpcConfiguration }, maker))).toBe('granted');
    expect(await codeOf(get(maker))).toBe('403 AccessDenied');
    expect(await codeOf(put('{}', maker))).toBe('403 AccessDenied');
  });

  test('GetAccessPoint is not decided by a statement on the access point alone', async () => {
    await create();
    const onPoint = await lab.user(account, 'one', allow('s3:GetAccessPoint', arn));
    const onAll = await lab.user(account, 'all', allow('s3:GetAccessPoint'));
    expect(await codeOf(get(onPoint))).toBe('501 NotImplemented');
    expect(await codeOf(get(onAll))).toBe('granted');
  });

  test('another account is never served', async () => {
    await create();
    await lab.as(otherAccount).iam.send(
      new CreateRoleCommand({
        RoleName: 'r',
        AssumeRolePolicyDocument: documentOf({
          ...allow('sts:AssumeRole'),
          Resource: undefined,
          ...to(otherAccount),
        }),
      }),
    );
    expect(await codeOf(get(lab.as(otherAccount)))).toBe('403 AccessDenied');
    await putAs({ ...allow('s3:*', [arn, objects]), ...to(otherAccount) });
    expect(await codeOf(put('{}', lab.as(otherAccount)))).toBe('501 NotImplemented');
  });
});
