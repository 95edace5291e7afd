import { describe, expect, test } from '@jest/globals';
import type { AssumedRole } from '../../../aws/principal.ts';
import { ACCOUNT, DOCUMENT, IdentityWorld, iamUser, rootUser } from '../iam/testing/iam-under-test.ts';
import { credentialOf } from './credentials.ts';

const OTHER = '222222222222';
const ROLE = `arn:aws:iam::${OTHER}:role/apps/reader`;
const CALLER = { principal: iamUser('ada') };
const SESSION = { RoleArn: ROLE, RoleSessionName: 'job' };

async function withRole(): Promise<IdentityWorld> {
  const world = new IdentityWorld();
  const role = {
    RoleName: 'reader',
    Path: '/apps/',
    AssumeRolePolicyDocument: DOCUMENT,
    MaxSessionDuration: 7200,
  };
  await world.iam('CreateRole', role, { account: OTHER });
  await world.iam('CreateUser', { UserName: 'ada' });
  return world;
}

function sessionOf(world: IdentityWorld, accessKeyId: string | undefined): AssumedRole {
  const principal = credentialOf(world.iamState, world.stsState, accessKeyId ?? '')?.principal;
  if (principal?.type !== 'AssumedRole') throw new Error('That is no session of a role');
  return principal;
}

describe('AssumeRole', () => {
  test('answers temporary credentials for a session of a role of any account', async () => {
    const world = await withRole();
    const { Role } = await world.iam('GetRole', { RoleName: 'reader' }, { account: OTHER });
    const before = Date.now();
    const output = await world.sts('AssumeRole', { ...SESSION, DurationSeconds: 900 }, CALLER);
    expect(output).toMatchObject({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
        SessionToken: expect.stringMatching(/^FwoGZXIvYXdz/),
      },
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${OTHER}:assumed-role/reader/job`,
        AssumedRoleId: `${Role?.RoleId}:job`,
      },
    });
    const lasts = (output.Credentials?.Expiration?.getTime() ?? 0) - before;
    expect(lasts).toBeGreaterThan(898_000);
    expect(lasts).toBeLessThan(902_000);
    expect(output.PackedPolicySize).toBeUndefined();
  });

  test('gives every session its own credentials', async () => {
    const world = await withRole();
    const keys = new Set<string | undefined>();
    for (let count = 0; count < 50; count += 1) {
      const { Credentials } = await world.sts('AssumeRole', SESSION, CALLER);
      keys.add(Credentials?.AccessKeyId).add(Credentials?.SecretAccessKey).add(Credentials?.SessionToken);
    }
    expect(keys.size).toBe(150);
  });

  test.each([
    [
      899,
      "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      43_201,
      "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    ],
    [7201, 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
  ])('a session of %p seconds is refused', async (DurationSeconds, message) => {
    const world = await withRole();
    await expect(world.sts('AssumeRole', { ...SESSION, DurationSeconds }, CALLER)).rejects.toMatchObject({
      code: 'ValidationError',
      status: 400,
      message,
    });
  });

  test('a session made from another session lasts an hour at most', async () => {
    const world = await withRole();
    const { Credentials } = await world.sts('AssumeRole', SESSION, CALLER);
    const principal = sessionOf(world, Credentials?.AccessKeyId);
    await world.sts('AssumeRole', { ...SESSION, DurationSeconds: 3600 }, { principal });
    await expect(
      world.sts('AssumeRole', { ...SESSION, DurationSeconds: 3601 }, { principal }),
    ).rejects.toMatchObject({
      code: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    });
  });

  test.each([
    ['j', 'Member must have length greater than or equal to 2'],
    ['a b', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*'],
  ])('the session name %p is refused', async (RoleSessionName, constraint) => {
    const world = await withRole();
    await expect(world.sts('AssumeRole', { ...SESSION, RoleSessionName }, CALLER)).rejects.toMatchObject({
      code: 'ValidationError',
      message: `1 validation error detected: Value '${RoleSessionName}' at 'roleSessionName' failed to satisfy constraint: ${constraint}`,
    });
  });

  test.each([
    `arn:aws:iam::${OTHER}:role/reader`,
    `arn:aws:iam::${OTHER}:role/apps/Reader`,
    'arn:aws:iam::333333333333:role/apps/reader',
  ])('the role %s, which does not exist, is refused like a forbidden one', async (RoleArn) => {
    const world = await withRole();
    await expect(world.sts('AssumeRole', { ...SESSION, RoleArn }, CALLER)).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${ACCOUNT}:user/ada is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
    });
  });

  test.each([
    'nothing-valid-in-here',
    'arn::b:::something/test-role',
    'arn:a::::something/test-role',
    'arn:a:::something/test-role',
    'arn:aws:iam::111111111111:',
  ])('%s is no ARN of a role', async (RoleArn) => {
    const world = await withRole();
    await expect(world.sts('AssumeRole', { ...SESSION, RoleArn })).rejects.toMatchObject({
      code: 'ValidationError',
      status: 400,
      message: `${RoleArn} is invalid`,
    });
  });

  test('the root user cannot assume roles', async () => {
    const world = await withRole();
    await expect(world.sts('AssumeRole', SESSION, { principal: rootUser() })).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: 'Roles may not be assumed by root accounts.',
    });
  });

  test('a service assumes the role that its trust policy names it in', async () => {
    const world = await withRole();
    const principal = { type: 'Service', service: 'transfer.amazonaws.com' } as const;
    const { AssumedRoleUser } = await world.sts('AssumeRole', SESSION, { principal });
    expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${OTHER}:assumed-role/reader/job`);
  });

  test('session policies are kept, managed ones as they read at that moment in the account of the role', async () => {
    const world = await withRole();
    await world.iam('CreatePolicy', { PolicyName: 'p', PolicyDocument: DOCUMENT }, { account: OTHER });
    const arn = `arn:aws:iam::${OTHER}:policy/p`;
    const bounded = { ...SESSION, Policy: '{"Statement":[]}', PolicyArns: [{ arn }] };
    const output = await world.sts('AssumeRole', bounded, CALLER);
    const version = { PolicyArn: arn, PolicyDocument: '{}', SetAsDefault: true };
    await world.iam('CreatePolicyVersion', version, { account: OTHER });
    expect(sessionOf(world, output.Credentials?.AccessKeyId).sessionPolicies).toEqual([
      '{"Statement":[]}',
      DOCUMENT,
    ]);
    expect(output.PackedPolicySize).toBeGreaterThan(0);
    expect(output.PackedPolicySize).toBeLessThanOrEqual(100);
  });

  test('a session policy that does not exist is refused, and no session comes of it', async () => {
    const world = await withRole();
    const PolicyArns = [{ arn: `arn:aws:iam::${ACCOUNT}:policy/p` }];
    await expect(world.sts('AssumeRole', { ...SESSION, PolicyArns }, CALLER)).rejects.toMatchObject({
      code: 'ValidationError',
    });
    expect(world.stsState.sessions.size).toBe(0);
  });

  test('transitive tags and the source identity go on through a chain, other tags do not', async () => {
    const world = await withRole();
    const Tags = [
      { Key: 'team', Value: 'a' },
      { Key: 'own', Value: 'b' },
    ];
    const first = await world.sts(
      'AssumeRole',
      { ...SESSION, Tags, TransitiveTagKeys: ['team'], SourceIdentity: 'ada' },
      CALLER,
    );
    const principal = sessionOf(world, first.Credentials?.AccessKeyId);
    expect(principal.sessionTags).toEqual({ team: 'a', own: 'b' });
    const second = await world.sts(
      'AssumeRole',
      { ...SESSION, Tags: [{ Key: 'x', Value: 'y' }] },
      { principal },
    );
    expect(second.SourceIdentity).toBe('ada');
    expect(sessionOf(world, second.Credentials?.AccessKeyId)).toMatchObject({
      sessionTags: { team: 'a', x: 'y' },
      transitiveTagKeys: ['team'],
      sourceIdentity: 'ada',
    });
    await expect(
      world.sts('AssumeRole', { ...SESSION, Tags: [{ Key: 'Team', Value: 'z' }] }, { principal }),
    ).rejects.toMatchObject({ code: 'InvalidParameterValue', status: 400 });
    await expect(
      world.sts('AssumeRole', { ...SESSION, SourceIdentity: 'bob' }, { principal }),
    ).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  test('tags given twice, and transitive keys without a tag, are refused', async () => {
    const world = await withRole();
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'A', Value: '2' },
    ];
    await expect(world.sts('AssumeRole', { ...SESSION, Tags }, CALLER)).rejects.toMatchObject({
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
    await expect(
      world.sts('AssumeRole', { ...SESSION, TransitiveTagKeys: ['a'] }, CALLER),
    ).rejects.toMatchObject({ code: 'InvalidParameterValue' });
  });

  test.each(['SerialNumber', 'TokenCode'])('%s is refused by name', async (member) => {
    const world = await withRole();
    await expect(
      world.sts('AssumeRole', { ...SESSION, [member]: '123456789' }, CALLER),
    ).rejects.toMatchObject({
      code: 'NotImplemented',
      message: `AssumeRole with ${member} is not implemented.`,
    });
  });
});

describe('GetCallerIdentity', () => {
  test('tells root users, users and sessions who they are', async () => {
    const world = await withRole();
    expect(await world.sts('GetCallerIdentity', {})).toEqual({
      UserId: ACCOUNT,
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:root`,
    });
    expect(await world.sts('GetCallerIdentity', {}, CALLER)).toEqual({
      UserId: 'AIDAEXAMPLEEXAMPLE000',
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/ada`,
    });
    const { Credentials, AssumedRoleUser } = await world.sts('AssumeRole', SESSION, CALLER);
    const principal = sessionOf(world, Credentials?.AccessKeyId);
    expect(await world.sts('GetCallerIdentity', {}, { principal })).toEqual({
      UserId: AssumedRoleUser?.AssumedRoleId,
      Account: OTHER,
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
    const world = await withRole();
    const before = Math.floor(Date.now() / 1000);
    const { Credentials } = await world.sts('GetSessionToken', { DurationSeconds }, asking);
    const lasts = (Credentials?.Expiration?.getTime() ?? 0) / 1000 - before;
    expect(lasts).toBeGreaterThanOrEqual(seconds);
    expect(lasts).toBeLessThan(seconds + 3);
  });

  test('is not for sessions of roles', async () => {
    const world = await withRole();
    const { Credentials } = await world.sts('AssumeRole', SESSION, CALLER);
    const principal = sessionOf(world, Credentials?.AccessKeyId);
    await expect(world.sts('GetSessionToken', {}, { principal })).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: 'Cannot call GetSessionToken with session credentials',
    });
  });

  test.each([899, 129_601])('%p seconds are out of range', async (DurationSeconds) => {
    const world = await withRole();
    await expect(world.sts('GetSessionToken', { DurationSeconds }, CALLER)).rejects.toMatchObject({
      code: 'ValidationError',
    });
  });
});

describe('GetAccessKeyInfo', () => {
  test('tells the account of access keys, sessions and root users', async () => {
    const world = await withRole();
    const { AccessKey } = await world.iam('CreateAccessKey', { UserName: 'ada' });
    const { Credentials } = await world.sts('AssumeRole', SESSION, CALLER);
    const account = async (AccessKeyId: string | undefined) =>
      (await world.sts('GetAccessKeyInfo', { AccessKeyId })).Account;
    expect(await account(AccessKey?.AccessKeyId)).toBe(ACCOUNT);
    expect(await account(Credentials?.AccessKeyId)).toBe(OTHER);
    expect(await account(OTHER)).toBe(OTHER);
    await expect(account('AKIAEXAMPLEEXAMPLE00')).rejects.toMatchObject({ code: 'ValidationError' });
  });
});
