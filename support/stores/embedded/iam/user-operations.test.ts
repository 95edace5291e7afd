import { describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { DOCUMENT, IdentityState, iamUser } from './testing/iam-under-test.ts';

const POLICY = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

describe('users', () => {
  test('a created user has an ARN with its path, and a unique id', async () => {
    const identities = new IdentityState();
    const { User } = await identities.iam('CreateUser', { UserName: 'ada', Path: '/staff/' });
    expect(User).toMatchObject({
      UserName: 'ada',
      Path: '/staff/',
      Arn: `arn:aws:iam::${account}:user/staff/ada`,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      CreateDate: expect.any(Date),
    });
    expect((await identities.iam('GetUser', { UserName: 'ada' })).User).toEqual(User);
  });

  test('names are unique whatever their letter case, and found in each', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'Ada' });
    await expect(identities.iam('CreateUser', { UserName: 'ADA' })).rejects.toMatchObject({
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'User with name ADA already exists.',
    });
    const { User } = await identities.iam('GetUser', { UserName: 'ada' });
    expect(User).toMatchObject({ UserName: 'Ada', Arn: `arn:aws:iam::${account}:user/Ada` });
    await expect(identities.iam('GetUser', { UserName: 'bob' })).rejects.toMatchObject({
      code: 'NoSuchEntity',
      status: 404,
      message: 'The user with name bob cannot be found.',
    });
  });

  test('lists are sorted without regard to letter case', async () => {
    const identities = new IdentityState();
    for (const UserName of ['bob', 'Carl', 'ada', 'Dan']) await identities.iam('CreateUser', { UserName });
    const first = await identities.iam('ListUsers', { MaxItems: 2 });
    const second = await identities.iam('ListUsers', { MaxItems: 2, Marker: first.Marker });
    expect([first, second].map(({ Users }) => Users?.map(({ UserName }) => UserName))).toEqual([
      ['ada', 'bob'],
      ['Carl', 'Dan'],
    ]);
  });

  test('an account does not see the users of another', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'ada' });
    await expect(identities.iam('GetUser', { UserName: 'ada' }, { account: otherAccount })).rejects.toThrow();
    const { User } = await identities.iam('CreateUser', { UserName: 'ada' }, { account: otherAccount });
    expect(User?.Arn).toBe(`arn:aws:iam::${otherAccount}:user/ada`);
  });

  test('without a name GetUser describes the caller', async () => {
    const identities = new IdentityState();
    const { User } = await identities.iam('CreateUser', { UserName: 'ada' });
    expect((await identities.iam('GetUser', {}, { principal: iamUser('ada') })).User).toEqual(User);
    const root = await identities.iam('GetUser', {});
    expect(root.User).toMatchObject({ UserId: account, Arn: `arn:aws:iam::${account}:root` });
    await expect(
      identities.iam('GetUser', {}, { principal: { type: 'Service', service: 's3' } }),
    ).rejects.toMatchObject({
      code: 'ValidationError',
      message: 'Must specify userName when calling with non-User credentials',
    });
  });

  test('users are listed by path, in order, page by page', async () => {
    const identities = new IdentityState();
    for (const name of ['c', 'a', 'b']) await identities.iam('CreateUser', { UserName: name, Path: '/x/' });
    await identities.iam('CreateUser', { UserName: 'z' });
    const first = await identities.iam('ListUsers', { PathPrefix: '/x/', MaxItems: 2 });
    expect(first.Users?.map(({ UserName }) => UserName)).toEqual(['a', 'b']);
    expect(first.IsTruncated).toBe(true);
    const second = await identities.iam('ListUsers', {
      PathPrefix: '/x/',
      MaxItems: 2,
      Marker: first.Marker,
    });
    expect(second.Users?.map(({ UserName }) => UserName)).toEqual(['c']);
    expect(second).toMatchObject({ IsTruncated: false });
    expect(second.Marker).toBeUndefined();
  });

  test('a renamed user keeps its id and moves its ARN', async () => {
    const identities = new IdentityState();
    const { User } = await identities.iam('CreateUser', { UserName: 'ada' });
    await identities.iam('CreateUser', { UserName: 'bob' });
    await expect(identities.iam('UpdateUser', { UserName: 'ada', NewUserName: 'BOB' })).rejects.toMatchObject(
      {
        code: 'EntityAlreadyExists',
      },
    );
    await identities.iam('UpdateUser', { UserName: 'ada', NewUserName: 'Ada', NewPath: '/staff/' });
    const renamed = (await identities.iam('GetUser', { UserName: 'Ada' })).User;
    expect(renamed).toMatchObject({ UserId: User?.UserId, Arn: `arn:aws:iam::${account}:user/staff/Ada` });
    expect((await identities.iam('GetUser', { UserName: 'ada' })).User?.UserName).toBe('Ada');
  });

  test('a user is only deleted once nothing hangs on it', async () => {
    const identities = new IdentityState();
    const UserName = 'ada';
    await identities.iam('CreateUser', { UserName });
    await identities.iam('AttachUserPolicy', { UserName, PolicyArn: POLICY });
    await identities.iam('PutUserPolicy', { UserName, PolicyName: 'p', PolicyDocument: DOCUMENT });
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName });
    await identities.iam('CreateGroup', { GroupName: 'g' });
    await identities.iam('AddUserToGroup', { UserName, GroupName: 'g' });
    const refused = async (message: string) =>
      expect(identities.iam('DeleteUser', { UserName })).rejects.toMatchObject({
        code: 'DeleteConflict',
        status: 409,
        message,
      });

    await refused('Cannot delete entity, must detach all policies first.');
    await identities.iam('DetachUserPolicy', { UserName, PolicyArn: POLICY });
    await refused('Cannot delete entity, must delete policies first.');
    await identities.iam('DeleteUserPolicy', { UserName, PolicyName: 'p' });
    await refused('Cannot delete entity, must delete access keys first.');
    await identities.iam('DeleteAccessKey', { UserName, AccessKeyId: AccessKey?.AccessKeyId });
    await refused('Cannot delete entity, must remove users from group first.');
    await identities.iam('RemoveUserFromGroup', { UserName, GroupName: 'g' });
    await identities.iam('DeleteUser', { UserName });
    await expect(identities.iam('GetUser', { UserName })).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });
});

describe('permissions boundaries', () => {
  test('are reported by GetUser and GetRole, counted by the policy, and taken away', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'ada' });
    await identities.iam('CreateRole', {
      RoleName: 'r',
      AssumeRolePolicyDocument: DOCUMENT,
      PermissionsBoundary: POLICY,
    });
    await identities.iam('PutUserPermissionsBoundary', { UserName: 'ada', PermissionsBoundary: POLICY });
    const boundary = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: POLICY };
    const { User } = await identities.iam('GetUser', { UserName: 'ada' });
    expect(User?.PermissionsBoundary).toEqual(boundary);
    expect((await identities.iam('GetRole', { RoleName: 'r' })).Role?.PermissionsBoundary).toEqual(boundary);
    const { Policy } = await identities.iam('GetPolicy', { PolicyArn: POLICY });
    expect(Policy?.PermissionsBoundaryUsageCount).toBe(2);

    await identities.iam('DeleteUserPermissionsBoundary', { UserName: 'ada' });
    await identities.iam('DeleteRolePermissionsBoundary', { RoleName: 'r' });
    expect((await identities.iam('GetUser', { UserName: 'ada' })).User?.PermissionsBoundary).toBeUndefined();
    expect(
      (await identities.iam('GetPolicy', { PolicyArn: POLICY })).Policy?.PermissionsBoundaryUsageCount,
    ).toBe(0);
  });

  test('must be a policy that exists, and a refused one makes no user', async () => {
    const identities = new IdentityState();
    const missing = `arn:aws:iam::${account}:policy/missing`;
    await expect(
      identities.iam('CreateUser', { UserName: 'ada', PermissionsBoundary: missing }),
    ).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `Policy ${missing} does not exist or is not attachable.`,
    });
    await expect(identities.iam('GetUser', { UserName: 'ada' })).rejects.toMatchObject({
      code: 'NoSuchEntity',
    });
  });
});

describe('tags', () => {
  test('are put, replaced whatever their case, listed and removed', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateUser', { UserName: 'ada', Tags: [{ Key: 'Team', Value: 'a' }] });
    await identities.iam('TagUser', {
      UserName: 'ada',
      Tags: [
        { Key: 'team', Value: 'b' },
        { Key: 'x', Value: '' },
      ],
    });
    const { Tags } = await identities.iam('ListUserTags', { UserName: 'ada' });
    expect(Tags).toEqual([
      { Key: 'team', Value: 'b' },
      { Key: 'x', Value: '' },
    ]);
    await identities.iam('UntagUser', { UserName: 'ada', TagKeys: ['TEAM', 'nothing'] });
    expect((await identities.iam('GetUser', { UserName: 'ada' })).User?.Tags).toEqual([
      { Key: 'x', Value: '' },
    ]);
  });

  test('are fifty at most', async () => {
    const identities = new IdentityState();
    const tags = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${from + index}`, Value: '' }));
    await identities.iam('CreateUser', { UserName: 'ada', Tags: tags(0, 50) });
    await identities.iam('TagUser', { UserName: 'ada', Tags: tags(0, 50) });
    await expect(identities.iam('TagUser', { UserName: 'ada', Tags: tags(50, 1) })).rejects.toMatchObject({
      code: 'LimitExceeded',
    });
  });
});
