import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { IdentityState } from './testing/iam-under-test.ts';

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const profile = { InstanceProfileName: 'web' };
const member = { ...profile, RoleName: 'reader' };

let identities: IdentityState;

beforeEach(async () => {
  identities = new IdentityState();
  await identities.iam('CreateRole', { RoleName: 'reader', AssumeRolePolicyDocument: TRUST });
  await identities.iam('CreateInstanceProfile', {
    ...profile,
    Path: '/apps/',
    Tags: [{ Key: 'a', Value: 'b' }],
  });
});

describe('instance profiles', () => {
  test('have an ARN with their path, a unique id, tags and no role', async () => {
    const { InstanceProfile } = await identities.iam('GetInstanceProfile', { InstanceProfileName: 'WEB' });
    expect(InstanceProfile).toMatchObject({
      InstanceProfileName: 'web',
      Path: '/apps/',
      Arn: `arn:aws:iam::${account}:instance-profile/apps/web`,
      InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
      Roles: [],
      Tags: [{ Key: 'a', Value: 'b' }],
    });
  });

  test('have one role, which cannot be deleted meanwhile', async () => {
    await identities.iam('AddRoleToInstanceProfile', member);
    const { InstanceProfiles } = await identities.iam('ListInstanceProfilesForRole', { RoleName: 'reader' });
    expect(InstanceProfiles).toMatchObject([{ ...profile, Roles: [{ RoleName: 'reader' }] }]);
    await expect(identities.iam('AddRoleToInstanceProfile', member)).rejects.toMatchObject({
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    });
    const conflict = {
      code: 'DeleteConflict',
      message: 'Cannot delete entity, must remove roles from instance profile first.',
    };
    await expect(identities.iam('DeleteRole', { RoleName: 'reader' })).rejects.toMatchObject(conflict);
    await expect(identities.iam('DeleteInstanceProfile', profile)).rejects.toMatchObject(conflict);

    await identities.iam('RemoveRoleFromInstanceProfile', member);
    await identities.iam('DeleteInstanceProfile', profile);
    await identities.iam('DeleteRole', { RoleName: 'reader' });
    await expect(identities.iam('GetInstanceProfile', profile)).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: 'Instance Profile web cannot be found.',
    });
  });

  test.each([
    ['a name that is taken', 'CreateInstanceProfile', { InstanceProfileName: 'Web' }, 'EntityAlreadyExists'],
    [
      'a role that does not exist',
      'AddRoleToInstanceProfile',
      { ...profile, RoleName: 'none' },
      'NoSuchEntity',
    ],
    ['a role that the profile lacks', 'RemoveRoleFromInstanceProfile', member, 'NoSuchEntity'],
    [
      'the lists of a role that does not exist',
      'ListInstanceProfilesForRole',
      { RoleName: 'none' },
      'NoSuchEntity',
    ],
  ] as const)('refuse %s', async (_, operation, input, code) => {
    await expect(identities.iam(operation, input)).rejects.toMatchObject({ code });
  });

  test('are listed below a path, without their tags', async () => {
    await identities.iam('CreateInstanceProfile', { InstanceProfileName: 'other' });
    const names = async (PathPrefix?: string) =>
      (await identities.iam('ListInstanceProfiles', { PathPrefix })).InstanceProfiles?.map(
        (one) => [one.InstanceProfileName, one.Tags] as const,
      );
    expect(await names()).toEqual([
      ['other', undefined],
      ['web', undefined],
    ]);
    expect(await names('/apps/')).toEqual([['web', undefined]]);
  });

  test('gain and lose tags', async () => {
    await identities.iam('TagInstanceProfile', { ...profile, Tags: [{ Key: 'c', Value: 'd' }] });
    await identities.iam('UntagInstanceProfile', { ...profile, TagKeys: ['a'] });
    const { Tags } = await identities.iam('ListInstanceProfileTags', profile);
    expect(Tags).toEqual([{ Key: 'c', Value: 'd' }]);
  });
});
