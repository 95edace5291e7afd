import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { DOCUMENT, IdentityState } from './testing/iam-under-test.ts';

const ARN = `arn:aws:iam::${account}:policy/p`;
const READ_ONLY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

async function withEntities(): Promise<IdentityState> {
  const identities = new IdentityState();
  await identities.iam('CreateUser', { UserName: 'u' });
  await identities.iam('CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: DOCUMENT });
  await identities.iam('CreateGroup', { GroupName: 'g' });
  await identities.iam('CreatePolicy', { PolicyName: 'p', PolicyDocument: DOCUMENT, Description: 'reads' });
  return identities;
}

describe('inline policies', () => {
  test('are kept verbatim and answered percent-encoded', async () => {
    const identities = await withEntities();
    const PolicyDocument = `{ "Version": "2012-10-17",\n "Statement": ["it's (a) *test*!", "ü"] }`;
    const policy = { PolicyName: 'p', PolicyDocument };
    await identities.iam('PutUserPolicy', { UserName: 'u', ...policy });
    await identities.iam('PutRolePolicy', { RoleName: 'r', ...policy });
    await identities.iam('PutGroupPolicy', { GroupName: 'g', ...policy });
    const answers = [
      await identities.iam('GetUserPolicy', { UserName: 'u', PolicyName: 'p' }),
      await identities.iam('GetRolePolicy', { RoleName: 'r', PolicyName: 'p' }),
      await identities.iam('GetGroupPolicy', { GroupName: 'g', PolicyName: 'p' }),
    ];
    for (const { PolicyDocument: encoded = '' } of answers) {
      expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(encoded)).toBe(PolicyDocument);
    }
  });

  test('are listed and deleted, and are found no more', async () => {
    const identities = await withEntities();
    for (const PolicyName of ['b', 'a']) {
      await identities.iam('PutRolePolicy', { RoleName: 'r', PolicyName, PolicyDocument: DOCUMENT });
    }
    expect((await identities.iam('ListRolePolicies', { RoleName: 'r' })).PolicyNames).toEqual(['a', 'b']);
    await identities.iam('DeleteRolePolicy', { RoleName: 'r', PolicyName: 'a' });
    expect(await identities.iam('ListRolePolicies', { RoleName: 'r' })).toEqual({
      PolicyNames: ['b'],
      IsTruncated: false,
    });
  });

  test('that do not exist are named with their kind', async () => {
    const identities = await withEntities();
    const missing = { PolicyName: 'x' };
    const refusal = (kind: string) => ({
      code: 'NoSuchEntity',
      status: 404,
      message: `The ${kind} policy with name x cannot be found.`,
    });
    await expect(identities.iam('GetUserPolicy', { UserName: 'u', ...missing })).rejects.toMatchObject(
      refusal('user'),
    );
    await expect(identities.iam('GetRolePolicy', { RoleName: 'r', ...missing })).rejects.toMatchObject(
      refusal('role'),
    );
    await expect(identities.iam('DeleteGroupPolicy', { GroupName: 'g', ...missing })).rejects.toMatchObject(
      refusal('group'),
    );
  });

  test('of an entity share one quota', async () => {
    const identities = await withEntities();
    const put = (PolicyName: string, length: number) =>
      identities.iam('PutUserPolicy', { UserName: 'u', PolicyName, PolicyDocument: 'x'.repeat(length) });
    await put('a', 1500);
    await expect(put('b', 549)).rejects.toMatchObject({
      code: 'LimitExceeded',
      status: 409,
      message: 'Maximum policy size of 2048 bytes exceeded for user u',
    });
    await put('b', 548);
    await put('a', 1499);
  });
});

describe('managed policies', () => {
  test('have ARN, id and versions', async () => {
    const identities = await withEntities();
    const { Policy } = await identities.iam('GetPolicy', { PolicyArn: ARN });
    expect(Policy).toMatchObject({
      PolicyName: 'p',
      Arn: ARN,
      PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      Description: 'reads',
    });
    await expect(
      identities.iam('CreatePolicy', { PolicyName: 'P', PolicyDocument: DOCUMENT }),
    ).rejects.toMatchObject({
      code: 'EntityAlreadyExists',
      message: 'A policy called P already exists. Duplicate names are not allowed.',
    });
  });

  test('that do not exist cannot be read or attached', async () => {
    const identities = await withEntities();
    const PolicyArn = `arn:aws:iam::${account}:policy/other`;
    await expect(identities.iam('GetPolicy', { PolicyArn })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: `Policy ${PolicyArn} was not found.`,
    });
    await expect(identities.iam('AttachRolePolicy', { RoleName: 'r', PolicyArn })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `Policy ${PolicyArn} does not exist or is not attachable.`,
    });
    await expect(identities.iam('DetachRolePolicy', { RoleName: 'r', PolicyArn })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `Policy ${PolicyArn} was not found.`,
    });
  });

  test('of AWS can be read and attached, and one that AWS does not have does not exist', async () => {
    const identities = await withEntities();
    const PolicyArn = 'arn:aws:iam::aws:policy/job-function/SystemAdministrator';
    const { Policy } = await identities.iam('GetPolicy', { PolicyArn });
    expect(Policy).toMatchObject({ PolicyName: 'SystemAdministrator', Path: '/job-function/' });
    await identities.iam('AttachRolePolicy', { RoleName: 'r', PolicyArn });
    const absent = 'arn:aws:iam::aws:policy/SystemAdministrator';
    await expect(identities.iam('GetPolicy', { PolicyArn: absent })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: `Policy ${absent} was not found.`,
    });
  });

  test('have five versions at most, numbered without reuse, one of them the default', async () => {
    const identities = await withEntities();
    const create = (SetAsDefault = false) =>
      identities.iam('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: '{}', SetAsDefault });
    expect((await create()).PolicyVersion).toMatchObject({ VersionId: 'v2', IsDefaultVersion: false });
    await identities.iam('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v2' });
    expect((await create(true)).PolicyVersion).toMatchObject({ VersionId: 'v3', IsDefaultVersion: true });
    for (let count = 0; count < 3; count += 1) await create();
    await expect(create()).rejects.toMatchObject({
      code: 'LimitExceeded',
      message:
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    });
    const { Versions } = await identities.iam('ListPolicyVersions', { PolicyArn: ARN });
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v1', 'v3', 'v4', 'v5', 'v6']);
    await expect(
      identities.iam('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v3' }),
    ).rejects.toMatchObject({
      code: 'DeleteConflict',
      message: 'Cannot delete the default version of a policy.',
    });
    await identities.iam('SetDefaultPolicyVersion', { PolicyArn: ARN, VersionId: 'v1' });
    expect((await identities.iam('GetPolicy', { PolicyArn: ARN })).Policy?.DefaultVersionId).toBe('v1');
    const { PolicyVersion } = await identities.iam('GetPolicyVersion', { PolicyArn: ARN, VersionId: 'v1' });
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(DOCUMENT);
    await expect(
      identities.iam('GetPolicyVersion', { PolicyArn: ARN, VersionId: 'v2' }),
    ).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `Policy ${ARN} version v2 does not exist or is not attachable.`,
    });
  });

  test('are attached, listed from both sides, and detached', async () => {
    const identities = await withEntities();
    await identities.iam('AttachUserPolicy', { UserName: 'u', PolicyArn: ARN });
    await identities.iam('AttachRolePolicy', { RoleName: 'r', PolicyArn: ARN });
    await identities.iam('AttachGroupPolicy', { GroupName: 'g', PolicyArn: ARN });
    await identities.iam('AttachUserPolicy', { UserName: 'u', PolicyArn: ARN });
    await identities.iam('AttachUserPolicy', { UserName: 'u', PolicyArn: READ_ONLY });
    const attached = { PolicyName: 'p', PolicyArn: ARN };
    const { AttachedPolicies } = await identities.iam('ListAttachedUserPolicies', { UserName: 'u' });
    expect(AttachedPolicies).toEqual([
      attached,
      { PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: READ_ONLY },
    ]);
    expect((await identities.iam('ListAttachedRolePolicies', { RoleName: 'r' })).AttachedPolicies).toEqual([
      attached,
    ]);
    expect((await identities.iam('ListAttachedGroupPolicies', { GroupName: 'g' })).AttachedPolicies).toEqual([
      attached,
    ]);
    expect(await identities.iam('ListEntitiesForPolicy', { PolicyArn: ARN })).toMatchObject({
      PolicyUsers: [{ UserName: 'u' }],
      PolicyRoles: [{ RoleName: 'r' }],
      PolicyGroups: [{ GroupName: 'g' }],
    });
    expect(
      await identities.iam('ListEntitiesForPolicy', { PolicyArn: ARN, EntityFilter: 'Role' }),
    ).toMatchObject({
      PolicyUsers: [],
      PolicyRoles: [{ RoleName: 'r' }],
      PolicyGroups: [],
    });
    expect((await identities.iam('GetPolicy', { PolicyArn: ARN })).Policy?.AttachmentCount).toBe(3);

    await expect(identities.iam('DeletePolicy', { PolicyArn: ARN })).rejects.toMatchObject({
      code: 'DeleteConflict',
      message: 'Cannot delete a policy attached to entities.',
    });
    await identities.iam('DetachUserPolicy', { UserName: 'u', PolicyArn: ARN });
    await identities.iam('DetachRolePolicy', { RoleName: 'r', PolicyArn: ARN });
    await identities.iam('DetachGroupPolicy', { GroupName: 'g', PolicyArn: ARN });
    await identities.iam('CreatePolicyVersion', { PolicyArn: ARN, PolicyDocument: '{}' });
    await expect(identities.iam('DeletePolicy', { PolicyArn: ARN })).rejects.toMatchObject({
      code: 'DeleteConflict',
    });
    await identities.iam('DeletePolicyVersion', { PolicyArn: ARN, VersionId: 'v2' });
    await identities.iam('DeletePolicy', { PolicyArn: ARN });
    await expect(identities.iam('GetPolicy', { PolicyArn: ARN })).rejects.toMatchObject({
      code: 'NoSuchEntity',
    });
  });

  test('are ten at most on one entity', async () => {
    const identities = await withEntities();
    for (let index = 0; index <= 10; index += 1) {
      await identities.iam('CreatePolicy', { PolicyName: `p${index}`, PolicyDocument: DOCUMENT });
    }
    const attach = (index: number) =>
      identities.iam('AttachRolePolicy', { RoleName: 'r', PolicyArn: `${ARN}${index}` });
    for (let index = 0; index < 10; index += 1) await attach(index);
    await expect(attach(10)).rejects.toMatchObject({
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for PoliciesPerRole: 10',
    });
  });

  test('are listed by scope, path and use', async () => {
    const identities = await withEntities();
    await identities.iam('CreatePolicy', { PolicyName: 'q', Path: '/q/', PolicyDocument: DOCUMENT });
    await identities.iam('AttachUserPolicy', { UserName: 'u', PolicyArn: READ_ONLY });
    const names = async (input: Parameters<typeof identities.iam<'ListPolicies'>>[1]) =>
      (await identities.iam('ListPolicies', input)).Policies?.map(({ PolicyName }) => PolicyName);
    expect(await names({ Scope: 'Local' })).toEqual(['p', 'q']);
    expect(await names({ Scope: 'AWS', PathPrefix: '/job-function/', MaxItems: 2 })).toEqual([
      'AWSManagementConsoleAdministratorAccess',
      'AmazonODBAutonomousVmClusterAdmin',
    ]);
    expect(await names({ Scope: 'Local', PathPrefix: '/q/' })).toEqual(['q']);
    expect(await names({ OnlyAttached: true })).toEqual(['AmazonS3ReadOnlyAccess']);
  });

  test('of AWS are there in every account, and cannot be changed', async () => {
    const identities = await withEntities();
    const { Policy } = await identities.iam('GetPolicy', { PolicyArn: READ_ONLY }, { account: otherAccount });
    const VersionId = Policy?.DefaultVersionId;
    const { PolicyVersion } = await identities.iam('GetPolicyVersion', { PolicyArn: READ_ONLY, VersionId });
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:List*', 's3:Describe*'],
          Resource: '*',
        },
      ],
    });
    await expect(
      identities.iam('CreatePolicyVersion', {
        PolicyArn: READ_ONLY,
        PolicyDocument: DOCUMENT,
        SetAsDefault: true,
      }),
    ).rejects.toMatchObject({ code: 'InvalidInput' });
    await expect(identities.iam('DeletePolicy', { PolicyArn: READ_ONLY })).rejects.toMatchObject({
      code: 'InvalidInput',
    });
  });

  test('of another account are not found', async () => {
    const identities = await withEntities();
    await identities.iam('CreateUser', { UserName: 'v' }, { account: otherAccount });
    await identities.iam(
      'CreatePolicy',
      { PolicyName: 'p', PolicyDocument: DOCUMENT },
      { account: otherAccount },
    );
    await expect(
      identities.iam('AttachUserPolicy', { UserName: 'v', PolicyArn: ARN }, { account: otherAccount }),
    ).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });

  test('have tags', async () => {
    const identities = await withEntities();
    await identities.iam('TagPolicy', { PolicyArn: ARN, Tags: [{ Key: 'k', Value: 'v' }] });
    expect((await identities.iam('GetPolicy', { PolicyArn: ARN })).Policy?.Tags).toEqual([
      { Key: 'k', Value: 'v' },
    ]);
    await identities.iam('UntagPolicy', { PolicyArn: ARN, TagKeys: ['k'] });
    expect((await identities.iam('ListPolicyTags', { PolicyArn: ARN })).Tags).toEqual([]);
  });
});
