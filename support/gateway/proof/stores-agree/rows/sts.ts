import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';
import { createRole, policy, trust } from './iam-identities.ts';

const iam = requestsOf('iam');
const sts = requestsOf('sts');
const UserName = '{user}';
const sessionPolicy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

/** A user that may assume a role, a role that no principal may assume, and a session of the user. */
const assuming: State = {
  steps: [
    policy,
    createRole,
    iam(
      'CreateRole',
      { RoleName: 'closed-{n}', AssumeRolePolicyDocument: trust.replace('{account}', '{other}') },
      { keep: { closedRoleArn: 'Role.Arn' } },
    ),
    iam('CreateUser', { UserName }),
    iam('PutUserPolicy', {
      UserName,
      PolicyName: 'own',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:*","Resource":"*"}]}',
    }),
    iam(
      'CreateAccessKey',
      { UserName },
      { keep: { userAccessKeyId: 'AccessKey.AccessKeyId', userSecret: 'AccessKey.SecretAccessKey' } },
    ),
    sts(
      'GetSessionToken',
      {},
      {
        as: 'user',
        keep: {
          sessionAccessKeyId: 'Credentials.AccessKeyId',
          sessionSecret: 'Credentials.SecretAccessKey',
          sessionToken: 'Credentials.SessionToken',
        },
      },
    ),
  ],
  reads: [],
  renew: [],
};
/** A session of the role, in place of the user's. */
const roleSession = (more: object) =>
  sts(
    'AssumeRole',
    { RoleArn: '{roleArn}', RoleSessionName: 'work', ...more },
    {
      as: 'user',
      keep: {
        sessionAccessKeyId: 'Credentials.AccessKeyId',
        sessionSecret: 'Credentials.SecretAccessKey',
        sessionToken: 'Credentials.SessionToken',
      },
    },
  );
const of = subjectsOf('sts', assuming);

/** For tests: how STS is asked. */
export const stsSubjects: readonly Subject[] = [
  of(
    'AssumeRole',
    { RoleArn: '{roleArn}', RoleSessionName: 'session' },
    {
      as: 'user',
      also: {
        'by a root user': { as: 'owner' },
        'by a session': { as: 'session' },
        'by a session for longer': { as: 'session', input: { DurationSeconds: 3601 } },
        'beyond the duration of the role': { input: { DurationSeconds: 3601 } },
        'a tag that is transitive': { input: { Tags: [{ Key: 'a', Value: 'b' }], TransitiveTagKeys: ['a'] } },
        'a tag that is transitive only': { input: { TransitiveTagKeys: ['b'] } },
        'another source identity than the session has': {
          as: 'session',
          input: { SourceIdentity: 'other' },
          after: [roleSession({ SourceIdentity: 'first' })],
        },
        'a tag that the session hands on': {
          as: 'session',
          input: { Tags: [{ Key: 'a', Value: 'c' }] },
          after: [roleSession({ Tags: [{ Key: 'a', Value: 'b' }], TransitiveTagKeys: ['a'] })],
        },
      },
    },
  ),
  of(
    'AssumeRoleWithWebIdentity',
    { RoleArn: '{roleArn}', RoleSessionName: 'session', WebIdentityToken: 'e30.e30.e30' },
    { as: 'anonymous' },
  ),
  of(
    'GetFederationToken',
    { Name: 'visitor', Policy: sessionPolicy },
    {
      as: 'user',
      vary: { Name: [undefined, 'a/b'], Tags: [[{ Key: 'a', Value: 'b' }]] },
      also: { 'by a session': { as: 'session' }, 'by a root user': { as: 'owner' } },
    },
  ),
  of(
    'GetCallerIdentity',
    {},
    { as: 'user', also: { 'by a session': { as: 'session' }, 'by a root user': { as: 'owner' } } },
  ),
  of(
    'GetSessionToken',
    {},
    {
      as: 'user',
      also: {
        'by a session': { as: 'session' },
        'by a session of a role': { as: 'session', after: [roleSession({})] },
        'by a root user': { as: 'owner' },
        'by a root user for longer': { as: 'owner', input: { DurationSeconds: 7200 } },
      },
    },
  ),
  of('GetAccessKeyInfo', { AccessKeyId: '{userAccessKeyId}' }),
];
