import { describe, expect, test } from '@jest/globals';
import type { Credential } from '../../../authentication/credential.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { DOCUMENT, IdentityState, iamUser, rootUser } from '../iam/testing/iam-under-test.ts';
import { credentialOf } from './credentials.ts';

const ROLE = `arn:aws:iam::${account}:role/apps/reader`;

function credential(identities: IdentityState, accessKeyId: string | undefined): Credential | undefined {
  return credentialOf(identities.iamState, identities.stsState, accessKeyId ?? '');
}

async function withUser(): Promise<IdentityState> {
  const identities = new IdentityState();
  await identities.iam('CreateUser', { UserName: 'ada', Path: '/staff/' });
  await identities.iam('CreateRole', {
    RoleName: 'reader',
    Path: '/apps/',
    AssumeRolePolicyDocument: DOCUMENT,
  });
  return identities;
}

describe('access keys', () => {
  test('identify their user, with the secret that was given out', async () => {
    const identities = await withUser();
    const { User } = await identities.iam('GetUser', { UserName: 'ada' });
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName: 'ada' });
    expect(AccessKey).toMatchObject({
      UserName: 'ada',
      Status: 'Active',
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
    });
    expect(credential(identities, AccessKey?.AccessKeyId)).toEqual({
      accessKeyId: AccessKey?.AccessKeyId,
      secretAccessKey: AccessKey?.SecretAccessKey,
      active: true,
      principal: {
        type: 'User',
        accountId: account,
        arn: `arn:aws:iam::${account}:user/staff/ada`,
        userName: 'ada',
        userId: User?.UserId,
      },
    });
  });

  test('are switched off and on, and stand for nothing once deleted', async () => {
    const identities = await withUser();
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName: 'ada' });
    const key = { UserName: 'ada', AccessKeyId: AccessKey?.AccessKeyId };
    await identities.iam('UpdateAccessKey', { ...key, Status: 'Inactive' });
    expect(credential(identities, key.AccessKeyId)?.active).toBe(false);
    expect((await identities.iam('ListAccessKeys', { UserName: 'ada' })).AccessKeyMetadata).toMatchObject([
      { UserName: 'ada', Status: 'Inactive', AccessKeyId: key.AccessKeyId },
    ]);
    await identities.iam('UpdateAccessKey', { ...key, Status: 'Active' });
    expect(credential(identities, key.AccessKeyId)?.active).toBe(true);
    await identities.iam('DeleteAccessKey', key);
    expect(credential(identities, key.AccessKeyId)).toBeUndefined();
    await expect(identities.iam('DeleteAccessKey', key)).rejects.toMatchObject({
      code: 'NoSuchEntity',
      message: `The Access Key with id ${key.AccessKeyId} cannot be found.`,
    });
  });

  test('are two at most, and belong to the caller if no user is named', async () => {
    const identities = await withUser();
    const principal = iamUser('ada');
    const { AccessKey } = await identities.iam('CreateAccessKey', {}, { principal });
    expect(AccessKey?.UserName).toBe('ada');
    await identities.iam('CreateAccessKey', {}, { principal });
    await expect(identities.iam('CreateAccessKey', {}, { principal })).rejects.toMatchObject({
      code: 'LimitExceeded',
      status: 409,
      message: 'Cannot exceed quota for AccessKeysPerUser: 2',
    });
  });

  test('of the root user identify the root user', async () => {
    const identities = await withUser();
    const { AccessKey } = await identities.iam('CreateAccessKey', {});
    expect(AccessKey?.UserName).toBeUndefined();
    expect(credential(identities, AccessKey?.AccessKeyId)?.principal).toEqual(rootUser());
    expect((await identities.iam('GetAccountSummary', {})).SummaryMap?.AccountAccessKeysPresent).toBe(1);
  });

  test('follow a user through a rename', async () => {
    const identities = await withUser();
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName: 'ada' });
    await identities.iam('UpdateUser', { UserName: 'ada', NewUserName: 'countess', NewPath: '/' });
    expect(credential(identities, AccessKey?.AccessKeyId)?.principal).toMatchObject({
      arn: `arn:aws:iam::${account}:user/countess`,
      userName: 'countess',
    });
  });

  test('of another account are not found', async () => {
    const identities = await withUser();
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName: 'ada' });
    const AccessKeyId = AccessKey?.AccessKeyId;
    expect((await identities.iam('GetAccessKeyLastUsed', { AccessKeyId })).UserName).toBe('ada');
    await expect(
      identities.iam('GetAccessKeyLastUsed', { AccessKeyId }, { account: otherAccount }),
    ).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });
});

describe('sessions', () => {
  test('of a role identify the session, until the role is deleted', async () => {
    const identities = await withUser();
    const { Role } = await identities.iam('GetRole', { RoleName: 'reader' });
    const { Credentials } = await identities.sts(
      'AssumeRole',
      { RoleArn: ROLE, RoleSessionName: 'job' },
      { principal: iamUser('ada') },
    );
    const found = credential(identities, Credentials?.AccessKeyId);
    expect(found).toMatchObject({
      secretAccessKey: Credentials?.SecretAccessKey,
      sessionToken: Credentials?.SessionToken,
      expiration: Credentials?.Expiration,
      active: true,
      principal: {
        type: 'AssumedRole',
        accountId: account,
        arn: `arn:aws:sts::${account}:assumed-role/reader/job`,
        roleArn: ROLE,
        roleName: 'reader',
        roleId: Role?.RoleId,
        userId: `${Role?.RoleId}:job`,
        sessionName: 'job',
        sessionPolicies: [],
        sessionTags: {},
      },
    });
    await identities.iam('DeleteRole', { RoleName: 'reader' });
    await identities.iam('CreateRole', {
      RoleName: 'reader',
      Path: '/apps/',
      AssumeRolePolicyDocument: DOCUMENT,
    });
    expect(credential(identities, Credentials?.AccessKeyId)).toBeUndefined();
  });

  test('of a user identify the user under its current name, until it is deleted', async () => {
    const identities = await withUser();
    const { Credentials } = await identities.sts('GetSessionToken', {}, { principal: iamUser('ada') });
    await identities.iam('UpdateUser', { UserName: 'ada', NewUserName: 'countess' });
    expect(credential(identities, Credentials?.AccessKeyId)).toMatchObject({
      sessionToken: Credentials?.SessionToken,
      principal: { type: 'User', userName: 'countess' },
    });
    await identities.iam('DeleteUser', { UserName: 'countess' });
    await identities.iam('CreateUser', { UserName: 'countess' });
    expect(credential(identities, Credentials?.AccessKeyId)).toBeUndefined();
  });

  test('of a root user identify the root user', async () => {
    const identities = await withUser();
    const { Credentials } = await identities.sts('GetSessionToken', {});
    expect(credential(identities, Credentials?.AccessKeyId)?.principal).toEqual(rootUser());
  });

  test('are unknown to other states', async () => {
    const identities = await withUser();
    const { Credentials } = await identities.sts('GetSessionToken', {});
    expect(credential(new IdentityState(), Credentials?.AccessKeyId)).toBeUndefined();
    expect(credential(identities, 'ASIAEXAMPLEEXAMPLE00')).toBeUndefined();
  });
});
