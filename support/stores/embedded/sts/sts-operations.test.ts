import { describe, expect, test } from '@jest/globals';
import type { AssumedRole } from '../../../aws/principal.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { DOCUMENT, IdentityState, iamUser } from '../iam/testing/iam-under-test.ts';
import { credentialOf } from './credentials.ts';

const ROLE = `arn:aws:iam::${otherAccount}:role/apps/reader`;
const CALLER = { principal: iamUser('ada') };
const SESSION = { RoleArn: ROLE, RoleSessionName: 'job' };

async function withRole(): Promise<IdentityState> {
  const identities = new IdentityState();
  const role = {
    RoleName: 'reader',
    Path: '/apps/',
    AssumeRolePolicyDocument: DOCUMENT,
    MaxSessionDuration: 7200,
  };
  await identities.iam('CreateRole', role, { account: otherAccount });
  await identities.iam('CreateUser', { UserName: 'ada' });
  return identities;
}

function sessionOf(identities: IdentityState, accessKeyId: string | undefined): AssumedRole {
  const principal = credentialOf(identities.iamState, identities.stsState, accessKeyId ?? '')?.principal;
  if (principal?.type !== 'AssumedRole') throw new Error('That is no session of a role');
  return principal;
}

describe('AssumeRole', () => {
  test('answers temporary credentials for a session of a role of any account', async () => {
    const identities = await withRole();
    const { Role } = await identities.iam('GetRole', { RoleName: 'reader' }, { account: otherAccount });
    const before = Date.now();
    const output = await identities.sts('AssumeRole', { ...SESSION, DurationSeconds: 900 }, CALLER);
    expect(output).toMatchObject({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
        SessionToken: expect.stringMatching(/^FwoGZXIvYXdz/),
      },
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${otherAccount}:assumed-role/reader/job`,
        AssumedRoleId: `${Role?.RoleId}:job`,
      },
    });
    const lasts = (output.Credentials?.Expiration?.getTime() ?? 0) - before;
    expect(lasts).toBeGreaterThan(898_000);
    expect(lasts).toBeLessThan(902_000);
    expect(output.PackedPolicySize).toBeUndefined();
  });

  test('gives every session its own credentials', async () => {
    const identities = await withRole();
    const keys = new Set<string | undefined>();
    for (let count = 0; count < 50; count += 1) {
      const { Credentials } = await identities.sts('AssumeRole', SESSION, CALLER);
      keys.add(Credentials?.AccessKeyId).add(Credentials?.SecretAccessKey).add(Credentials?.SessionToken);
    }
    expect(keys.size).toBe(150);
  });

  test.each([
    `arn:aws:iam::${otherAccount}:role/reader`,
    `arn:aws:iam::${otherAccount}:role/apps/Reader`,
    'arn:aws:iam::333333333333:role/apps/reader',
  ])('the role %s, which does not exist, is refused like a forbidden one', async (RoleArn) => {
    const identities = await withRole();
    await expect(identities.sts('AssumeRole', { ...SESSION, RoleArn }, CALLER)).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${account}:user/ada is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    });
  });

  test('a service assumes the role that its trust policy names it in', async () => {
    const identities = await withRole();
    const principal = { type: 'Service', service: 'transfer.amazonaws.com' } as const;
    const { AssumedRoleUser } = await identities.sts('AssumeRole', SESSION, { principal });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${otherAccount}:assumed-role/reader/job`);
  });

  test('session policies are kept, managed ones as they read at that moment in the account of the role', async () => {
    const identities = await withRole();
    await identities.iam(
      'CreatePolicy',
      { PolicyName: 'p', PolicyDocument: DOCUMENT },
      { account: otherAccount },
    );
    const arn = `arn:aws:iam::${otherAccount}:policy/p`;
    const bounded = { ...SESSION, Policy: '{"Statement":[]}', PolicyArns: [{ arn }] };
    const output = await identities.sts('AssumeRole', bounded, CALLER);
    const version = { PolicyArn: arn, PolicyDocument: '{}', SetAsDefault: true };
    await identities.iam('CreatePolicyVersion', version, { account: otherAccount });
    expect(sessionOf(identities, output.Credentials?.AccessKeyId).sessionPolicies).toEqual([
      '{"Statement":[]}',
      DOCUMENT,
    ]);
    expect(output.PackedPolicySize).toBeGreaterThan(0);
    expect(output.PackedPolicySize).toBeLessThanOrEqual(100);
  });

  test('a session policy that does not exist is refused, and no session comes of it', async () => {
    const identities = await withRole();
    const PolicyArns = [{ arn: `arn:aws:iam::${account}:policy/p` }];
    await expect(identities.sts('AssumeRole', { ...SESSION, PolicyArns }, CALLER)).rejects.toMatchObject({
      code: 'ValidationError',
    });
    expect(identities.stsState.sessions.size).toBe(0);
  });

  test('transitive tags and the source identity go on through a chain, other tags do not', async () => {
    const identities = await withRole();
    const Tags = [
      { Key: 'team', Value: 'a' },
      { Key: 'own', Value: 'b' },
    ];
    const first = await identities.sts(
      'AssumeRole',
      { ...SESSION, Tags, TransitiveTagKeys: ['TEAM'], SourceIdentity: 'ada' },
      CALLER,
    );
    const principal = sessionOf(identities, first.Credentials?.AccessKeyId);
    expect(principal.sessionTags).toEqual({ team: 'a', own: 'b' });
    const second = await identities.sts(
      'AssumeRole',
      { ...SESSION, Tags: [{ Key: 'x', Value: 'y' }] },
      { principal },
    );
    expect(second.SourceIdentity).toBe('ada');
    expect(sessionOf(identities, second.Credentials?.AccessKeyId)).toMatchObject({
      sessionTags: { team: 'a', x: 'y' },
      transitiveTagKeys: ['team'],
      sourceIdentity: 'ada',
    });
  });
});

describe('GetCallerIdentity', () => {
  test('tells root users, users and sessions who they are', async () => {
    const identities = await withRole();
    expect(await identities.sts('GetCallerIdentity', {})).toEqual({
      UserId: account,
      Account: account,
      Arn: `arn:aws:iam::${account}:root`,
    });
    expect(await identities.sts('GetCallerIdentity', {}, CALLER)).toEqual({
      UserId: 'AIDAEXAMPLEEXAMPLE000',
      Account: account,
      Arn: `arn:aws:iam::${account}:user/ada`,
    });
    const { Credentials, AssumedRoleUser } = await identities.sts('AssumeRole', SESSION, CALLER);
    const principal = sessionOf(identities, Credentials?.AccessKeyId);
    expect(await identities.sts('GetCallerIdentity', {}, { principal })).toEqual({
      UserId: AssumedRoleUser?.AssumedRoleId,
      Account: otherAccount,
      Arn: AssumedRoleUser?.Arn,
    });
  });
});

describe('GetSessionToken', () => {
  test.each([
    ['a user, by default', CALLER, undefined, 43_200],
    ['a user', CALLER, 129_600, 129_600],
    ['the root user, who gets an hour at most', {}, 129_600, 3600],
  ])('is for %s', async (_who, asking, DurationSeconds, seconds) => {
    const identities = await withRole();
    const before = Math.floor(Date.now() / 1000);
    const { Credentials } = await identities.sts('GetSessionToken', { DurationSeconds }, asking);
    const lasts = (Credentials?.Expiration?.getTime() ?? 0) / 1000 - before;
    expect(lasts).toBeGreaterThanOrEqual(seconds);
    expect(lasts).toBeLessThan(seconds + 3);
  });
});

describe('GetAccessKeyInfo', () => {
  test('tells the account of access keys, sessions and root users', async () => {
    const identities = await withRole();
    const { AccessKey } = await identities.iam('CreateAccessKey', { UserName: 'ada' });
    const { Credentials } = await identities.sts('AssumeRole', SESSION, CALLER);
    const accountOf = async (AccessKeyId: string | undefined) =>
      (await identities.sts('GetAccessKeyInfo', { AccessKeyId })).Account;
    expect(await accountOf(AccessKey?.AccessKeyId)).toBe(account);
    expect(await accountOf(Credentials?.AccessKeyId)).toBe(otherAccount);
    expect(await accountOf(otherAccount)).toBe(otherAccount);
    await expect(accountOf('AKIAEXAMPLEEXAMPLE00')).rejects.toMatchObject({ code: 'ValidationError' });
  });
});

test('expired sessions are dropped in time, and known as expired for an hour', async () => {
  const identities = await withRole();
  const { sessions } = identities.stsState;
  const [lasting, ended, forgotten] = [Date.now() + 1000, Date.now() - 1000, Date.now() - 3_601_000];
  const { Credentials } = await identities.sts('AssumeRole', SESSION, CALLER);
  const first = sessions.get(Credentials?.AccessKeyId ?? '');
  if (first === undefined) throw new Error('That is no session');
  for (let count = 0; count < 1000; count++) {
    const expiration = new Date([lasting, ended, forgotten][count % 3] ?? 0);
    sessions.set(`ASIA${count}`, { ...first, expiration });
  }
  await identities.sts('AssumeRole', SESSION, CALLER);
  expect(sessions.has('ASIA0')).toBe(true);
  expect(sessions.has('ASIA1')).toBe(true);
  expect(sessions.has('ASIA2')).toBe(false);
});
