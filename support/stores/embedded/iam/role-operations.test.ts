import { describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { DOCUMENT, IdentityState } from './testing/iam-under-test.ts';

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';

async function withRole(): Promise<IdentityState> {
  const identities = new IdentityState();
  await identities.iam('CreateRole', { RoleName: 'reader', Path: '/apps/', AssumeRolePolicyDocument: TRUST });
  return identities;
}

describe('roles', () => {
  test('a created role has an ARN, a unique id, an hour of session and its trust policy, encoded', async () => {
    const identities = await withRole();
    const { Role } = await identities.iam('GetRole', { RoleName: 'reader' });
    expect(Role).toMatchObject({
      RoleName: 'reader',
      Arn: `arn:aws:iam::${account}:role/apps/reader`,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      MaxSessionDuration: 3600,
      RoleLastUsed: {},
    });
    expect(Role?.AssumeRolePolicyDocument).toContain('%7B%22Version%22%3A%222012-10-17%22');
    expect(Role?.AssumeRolePolicyDocument).toContain('%22%2A%22');
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(TRUST);
  });

  test('a created role is answered without the length of its sessions', async () => {
    const identities = new IdentityState();
    const input = { RoleName: 'r', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 7200 };
    const { Role } = await identities.iam('CreateRole', input);
    expect(Role).toMatchObject({ RoleName: 'r', Path: '/' });
    expect(Role).not.toHaveProperty('MaxSessionDuration');
    expect((await identities.iam('GetRole', input)).Role).toMatchObject({ MaxSessionDuration: 7200 });
  });

  test('a re-created role has another unique id', async () => {
    const identities = await withRole();
    const before = await identities.iam('GetRole', { RoleName: 'reader' });
    await identities.iam('DeleteRole', { RoleName: 'reader' });
    await identities.iam('CreateRole', {
      RoleName: 'reader',
      Path: '/apps/',
      AssumeRolePolicyDocument: TRUST,
    });
    const after = await identities.iam('GetRole', { RoleName: 'reader' });
    expect(after.Role?.Arn).toBe(before.Role?.Arn);
    expect(after.Role?.RoleId).not.toBe(before.Role?.RoleId);
  });

  test('session, description and trust policy are changed', async () => {
    const identities = await withRole();
    await identities.iam('UpdateRole', {
      RoleName: 'reader',
      MaxSessionDuration: 7200,
      Description: 'reads',
    });
    await identities.iam('UpdateAssumeRolePolicy', { RoleName: 'reader', PolicyDocument: DOCUMENT });
    const { Role } = await identities.iam('GetRole', { RoleName: 'reader' });
    expect(Role).toMatchObject({ MaxSessionDuration: 7200, Description: 'reads' });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(DOCUMENT);
    await identities.iam('UpdateRole', { RoleName: 'reader' });
    const described = await identities.iam('UpdateRoleDescription', {
      RoleName: 'reader',
      Description: 'reads more',
    });
    expect(described.Role).toMatchObject({ MaxSessionDuration: 7200, Description: 'reads more' });
  });

  test('are listed without tags and boundaries, and have no instance profiles', async () => {
    const identities = await withRole();
    await identities.iam('TagRole', { RoleName: 'reader', Tags: [{ Key: 'k', Value: 'v' }] });
    expect((await identities.iam('ListRoleTags', { RoleName: 'reader' })).Tags).toEqual([
      { Key: 'k', Value: 'v' },
    ]);
    const { Roles } = await identities.iam('ListRoles', { PathPrefix: '/apps/' });
    expect(Roles).toHaveLength(1);
    expect(Roles?.[0]).not.toHaveProperty('Tags');
    expect((await identities.iam('ListRoles', { PathPrefix: '/other/' })).Roles).toEqual([]);
    await identities.iam('UntagRole', { RoleName: 'reader', TagKeys: ['k'] });
    expect((await identities.iam('GetRole', { RoleName: 'reader' })).Role).not.toHaveProperty('Tags');
    const profiles = await identities.iam('ListInstanceProfilesForRole', { RoleName: 'reader' });
    expect(profiles.InstanceProfiles).toEqual([]);
  });

  test('are only deleted once no policy hangs on them', async () => {
    const identities = await withRole();
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await identities.iam('AttachRolePolicy', { RoleName: 'reader', PolicyArn });
    await expect(identities.iam('DeleteRole', { RoleName: 'reader' })).rejects.toMatchObject({
      code: 'DeleteConflict',
      message: 'Cannot delete entity, must detach all policies first.',
    });
    await identities.iam('DetachRolePolicy', { RoleName: 'reader', PolicyArn });
    await identities.iam('PutRolePolicy', { RoleName: 'reader', PolicyName: 'p', PolicyDocument: DOCUMENT });
    await expect(identities.iam('DeleteRole', { RoleName: 'reader' })).rejects.toMatchObject({
      code: 'DeleteConflict',
      message: 'Cannot delete entity, must delete policies first.',
    });
  });
});

describe('groups', () => {
  test('have members, which both sides list', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateGroup', { GroupName: 'readers', Path: '/g/' });
    await identities.iam('CreateUser', { UserName: 'ada' });
    await identities.iam('AddUserToGroup', { GroupName: 'readers', UserName: 'ada' });
    await identities.iam('AddUserToGroup', { GroupName: 'readers', UserName: 'ada' });
    const { Group, Users } = await identities.iam('GetGroup', { GroupName: 'readers' });
    expect(Group).toMatchObject({
      Arn: `arn:aws:iam::${account}:group/g/readers`,
      GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
    });
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['ada']);
    expect((await identities.iam('ListGroupsForUser', { UserName: 'ada' })).Groups).toEqual([Group]);
    await expect(identities.iam('DeleteGroup', { GroupName: 'readers' })).rejects.toMatchObject({
      code: 'DeleteConflict',
      message: 'Cannot delete entity, must remove users from group first.',
    });
    await identities.iam('RemoveUserFromGroup', { GroupName: 'readers', UserName: 'ada' });
    expect((await identities.iam('ListGroupsForUser', { UserName: 'ada' })).Groups).toEqual([]);
    await identities.iam('DeleteGroup', { GroupName: 'readers' });
    expect((await identities.iam('ListGroups', {})).Groups).toEqual([]);
  });

  test('are renamed', async () => {
    const identities = new IdentityState();
    await identities.iam('CreateGroup', { GroupName: 'readers' });
    await identities.iam('UpdateGroup', { GroupName: 'readers', NewGroupName: 'writers', NewPath: '/w/' });
    const { Group } = await identities.iam('GetGroup', { GroupName: 'writers' });
    expect(Group?.Arn).toBe(`arn:aws:iam::${account}:group/w/writers`);
    await expect(identities.iam('GetGroup', { GroupName: 'readers' })).rejects.toMatchObject({
      message: 'The group with name readers cannot be found.',
    });
  });
});

describe('the account', () => {
  test('is summed up, and has no alias', async () => {
    const identities = await withRole();
    expect((await identities.iam('GetAccountSummary', {})).SummaryMap).toMatchObject({ Roles: 1, Users: 0 });
    expect((await identities.iam('ListAccountAliases', {})).AccountAliases).toEqual([]);
  });
});
