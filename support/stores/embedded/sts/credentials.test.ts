import { describe, expect, test } from '@jest/globals';
import type { Credential } from '../../../authentication/credential.ts';
import { ACCOUNT, DOCUMENT, IdentityWorld, iamUser, rootUser } from '../iam/testing/iam-under-test.ts';
import { credentialOf } from './credentials.ts';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/apps/reader`;

function credential(world: IdentityWorld, accessKeyId: string | undefined): Credential | undefined {
  return credentialOf(world.iamState, world.stsState, accessKeyId ?? '');
}

async function withUser(): Promise<IdentityWorld> {
  const world = new IdentityWorld();
  await world.iam('CreateUser', { UserName: 'ada', Path: '/staff/' });
  await world.iam('CreateRole', { RoleName: 'reader', Path: '/apps/', AssumeRolePolicyDocument: DOCUMENT });
  return world;
}

describe('access keys', () => {
  test('identify their user, with the secret that was given out', async () => {
    const world = await withUser();
    const { User } = await world.iam('GetUser', { UserName: 'ada' });
    const { AccessKey } = await world.iam('CreateAccessKey', { UserName: 'ada' });
    expect(AccessKey).toMatchObject({
      UserName: 'ada',
      Status: 'Active',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
    });
    expect(credential(world, AccessKey?.AccessKeyId)).toEqual({
      accessKeyId: AccessKey?.AccessKeyId,
      secretAccessKey: AccessKey?.SecretAccessKey,
      active: true,
      principal: {
        type: 'User',
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/staff/ada`,
        userName: 'ada',
        userId: User?.UserId,
      },
    });
  });

  test('are switched off and on, and stand for nothing once deleted', async () => {
    const world = await withUser();
    const { AccessKey } = await world.iam('CreateAccessKey', { UserName: 'ada' });
    const key = { UserName: 'ada', AccessKeyId: AccessKey?.AccessKeyId };
    await world.iam('UpdateAccessKey', { ...key, Status: 'Inactive' });
    expect(credential(world, key.AccessKeyId)?.active).toBe(false);
    expect((await world.iam('ListAccessKeys', { UserName: 'ada' })).AccessKeyMetadata).toMatchObject([
      { UserName: 'ada', Status: 'Inactive', AccessKeyId: key.AccessKeyId },
    ]);
    await world.iam('UpdateAccessKey', { ...key, Status: 'Active' });
    expect(credential(world, key.AccessKeyId)?.active).toBe(true);
    await world.iam('DeleteAccessKey', key);
    expect(credential(world, key.AccessKeyId)).toBeUndefined();
    await expect(world.iam('DeleteAccessKey', key)).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `The Access Key with id ${key.AccessKeyId} cannot be found.`,
    });
  });

  test('are two at most, and belong to the caller where no user is named', async () => {
    const world = await withUser();
    const principal = iamUser('ada');
    const { AccessKey } = await world.iam('CreateAccessKey', {}, { principal });
    expect(AccessKey?.UserName).toBe('ada');
    await world.iam('CreateAccessKey', {}, { principal });
    await expect(world.iam('CreateAccessKey', {}, { principal })).rejects.toMatchObject({
      code: 'LimitExceeded',
      status: 409,
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
  });

  test('of the root user identify the root user', async () => {
    const world = await withUser();
    const { AccessKey } = await world.iam('CreateAccessKey', {});
    expect(AccessKey?.UserName).toBeUndefined();
    expect(credential(world, AccessKey?.AccessKeyId)?.principal).toEqual(rootUser());
    expect((await world.iam('GetAccountSummary', {})).SummaryMap?.AccountAccessKeysPresent).toBe(1);
  });

  test('follow a user through a rename', async () => {
    const world = await withUser();
    const { AccessKey } = await world.iam('CreateAccessKey', { UserName: 'ada' });
    await world.iam('UpdateUser', { UserName: 'ada', NewUserName: 'countess', NewPath: '/' });
    expect(credential(world, AccessKey?.AccessKeyId)?.principal).toMatchObject({
      arn: `arn:aws:iam::${ACCOUNT}:user/countess`,
      userName: 'countess',
    });
  });

  test('of another account are not found', async () => {
    const world = await withUser();
    const { AccessKey } = await world.iam('CreateAccessKey', { UserName: 'ada' });
    const AccessKeyId = AccessKey?.AccessKeyId;
    expect((await world.iam('GetAccessKeyLastUsed', { AccessKeyId })).UserName).toBe('ada');
    await expect(
      world.iam('GetAccessKeyLastUsed', { AccessKeyId }, { account: '222222222222' }),
    ).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });
});

describe('sessions', () => {
  test('of a role identify the session, until the role is deleted', async () => {
    const world = await withUser();
    const { Role } = await world.iam('GetRole', { RoleName: 'reader' });
    const { Credentials } = await world.sts(
      'AssumeRole',
      { RoleArn: ROLE, RoleSessionName: 'job' },
      { principal: iamUser('ada') },
    );
    const found = credential(world, Credentials?.AccessKeyId);
    expect(found).toMatchObject({
      secretAccessKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
      expiration: Credentials?.Expiration,
      active: true,
      principal: {
        type: 'AssumedRole',
        accountId: ACCOUNT,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/reader/job`,
        roleArn: ROLE,
        roleName: 'reader',
        roleId: Role?.RoleId,
        userId: `${Role?.RoleId}:job`,
        sessionName: 'job',
        sessionPolicies: [],
        sessionTags: {},
      },
    });
    await world.iam('DeleteRole', { RoleName: 'reader' });
    await world.iam('CreateRole', { RoleName: 'reader', Path: '/apps/', AssumeRolePolicyDocument: DOCUMENT });
    expect(credential(world, Credentials?.AccessKeyId)).toBeUndefined();
  });

  test('of a user identify the user under its present name, until it is deleted', async () => {
    const world = await withUser();
    const { Credentials } = await world.sts('GetSessionToken', {}, { principal: iamUser('ada') });
    await world.iam('UpdateUser', { UserName: 'ada', NewUserName: 'countess' });
    expect(credential(world, Credentials?.AccessKeyId)).toMatchObject({
      sessionToken: Credentials?.SessionToken,
      principal: { type: 'User', userName: 'countess' },
    });
    await world.iam('DeleteUser', { UserName: 'countess' });
    await world.iam('CreateUser', { UserName: 'countess' });
    expect(credential(world, Credentials?.AccessKeyId)).toBeUndefined();
  });

  test('of a root user identify the root user', async () => {
    const world = await withUser();
    const { Credentials } = await world.sts('GetSessionToken', {});
    expect(credential(world, Credentials?.AccessKeyId)?.principal).toEqual(rootUser());
  });

  test('are unknown to other worlds', async () => {
    const world = await withUser();
    const { Credentials } = await world.sts('GetSessionToken', {});
    expect(credential(new IdentityWorld(), Credentials?.AccessKeyId)).toBeUndefined();
    expect(credential(world, 'ASIAEXAMPLEEXAMPLE00')).toBeUndefined();
  });
});
