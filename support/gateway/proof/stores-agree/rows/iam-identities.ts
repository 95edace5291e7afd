import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';

const ask = requestsOf('iam');
const sts = requestsOf('sts');
const UserName = '{user}';
const RoleName = '{role}';
const GroupName = '{group}';
export const document =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
export const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{account}:root"},"Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]}]}';

export const policy = ask(
  'CreatePolicy',
  { PolicyName: '{policyName}', PolicyDocument: document },
  { keep: { policyArn: 'Policy.Arn' } },
);
const createUser = ask('CreateUser', { UserName });
const createGroup = ask('CreateGroup', { GroupName });
export const createRole = ask(
  'CreateRole',
  { RoleName, AssumeRolePolicyDocument: trust },
  { keep: { roleArn: 'Role.Arn' } },
);

/** A user with an access key, and another. */
const user: State = {
  steps: [
    policy,
    createUser,
    ask('CreateUser', { UserName: '{otherUser}' }),
    ask(
      'CreateAccessKey',
      { UserName },
      { keep: { userAccessKeyId: 'AccessKey.AccessKeyId', userSecret: 'AccessKey.SecretAccessKey' } },
    ),
    ask(
      'CreateAccessKey',
      { UserName: '{otherUser}' },
      { keep: { otherAccessKeyId: 'AccessKey.AccessKeyId' } },
    ),
    ask('PutUserPolicy', {
      UserName,
      PolicyName: 'own',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"arn:aws:iam::{account}:user/{user}"}]}',
    }),
  ],
  reads: [ask('GetUser', { UserName })],
  renew: [],
};
const role: State = { steps: [policy, createRole], reads: [ask('GetRole', { RoleName })], renew: [] };
const session = {
  sessionAccessKeyId: 'Credentials.AccessKeyId',
  sessionSecret: 'Credentials.SecretAccessKey',
  sessionToken: 'Credentials.SessionToken',
};
const sessionOfUser = sts('GetSessionToken', {}, { as: 'user', keep: session });
const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
/** A session of a role that may do everything. */
const sessionOfRole = [
  ask('PutUserPolicy', { UserName, PolicyName: 'all', PolicyDocument: everything }),
  createRole,
  ask('PutRolePolicy', { RoleName, PolicyName: 'all', PolicyDocument: everything }),
  sts('AssumeRole', { RoleArn: '{roleArn}', RoleSessionName: 'work' }, { as: 'user', keep: session }),
];
const ofUser = subjectsOf('iam', user);
const ofRole = subjectsOf('iam', role);
const keys = {
  reads: [ask('ListAccessKeys', { UserName }), ask('ListAccessKeys', { UserName: '{otherUser}' })],
};
const alone = { alone: true };
const otherUsers = [undefined, '', 'absent-{c}', 'a b', '{USER}', '{otherUser}'];

/** For tests: how IAM is asked about users and roles. */
export const iamIdentities: readonly Subject[] = [
  ofUser(
    'CreateUser',
    { UserName: 'made-{c}' },
    {
      reads: [],
      shows: [ask('GetUser', { UserName: 'made-{c}' })],
      also: {
        'one that is there': { input: { UserName } },
        'with 64 letters': { input: { UserName: `{c}${'x'.repeat(64 - 6)}` } },
      },
      vary: { UserName: [undefined, '', 'a b', 'a/b', 'a*', 'ü', 'x'.repeat(65), '{USER}'] },
    },
  ),
  ofUser(
    'GetUser',
    { UserName },
    {
      also: {
        'of a user itself': { input: { UserName: undefined }, as: 'user' },
        'by a session of the user': { as: 'session', after: [sessionOfUser] },
        'of no user by a session of a role': {
          input: { UserName: undefined },
          as: 'session',
          after: sessionOfRole,
        },
      },
    },
  ),
  ofUser('ListUsers', {}, alone),
  ofUser('UpdateUser', { UserName, NewPath: '/new/' }, { renew: undefined }),
  ofUser(
    'DeleteUser',
    { UserName: '{otherUser}' },
    {
      reads: [ask('GetUser', { UserName: '{otherUser}' })],
      also: {
        'with a key and a policy': { input: { UserName } },
        'with a group': {
          after: [
            createGroup,
            ask('AddUserToGroup', { GroupName, UserName: '{otherUser}' }),
            ask('DeleteAccessKey', { UserName: '{otherUser}', AccessKeyId: '{otherAccessKeyId}' }),
          ],
        },
        'with nothing': {
          after: [ask('DeleteAccessKey', { UserName: '{otherUser}', AccessKeyId: '{otherAccessKeyId}' })],
        },
      },
    },
  ),
  ofUser(
    'CreateAccessKey',
    { UserName },
    {
      ...keys,
      renew: undefined,
      vary: { UserName: otherUsers },
      also: {
        'of a user itself': { input: { UserName: undefined }, as: 'user' },
        'a third one': { after: [ask('CreateAccessKey', { UserName })] },
      },
    },
  ),
  ofUser(
    'ListAccessKeys',
    { UserName },
    {
      vary: { UserName: otherUsers },
      also: { 'of a user itself': { input: { UserName: undefined }, as: 'user' } },
    },
  ),
  ofUser(
    'UpdateAccessKey',
    { UserName, AccessKeyId: '{userAccessKeyId}', Status: 'Inactive' },
    {
      ...keys,
      vary: { UserName: otherUsers },
      also: {
        'that of another user, without a name': {
          input: { UserName: undefined, AccessKeyId: '{otherAccessKeyId}' },
          as: 'user',
          after: [],
        },
        'that of another user': { input: { AccessKeyId: '{otherAccessKeyId}' } },
      },
    },
  ),
  ofUser(
    'DeleteAccessKey',
    { UserName, AccessKeyId: '{userAccessKeyId}' },
    {
      ...keys,
      renew: undefined,
      vary: { UserName: otherUsers },
      also: {
        'that of another user, without a name': {
          input: { UserName: undefined, AccessKeyId: '{otherAccessKeyId}' },
          as: 'user',
        },
        'that of another user': { input: { AccessKeyId: '{otherAccessKeyId}' } },
      },
    },
  ),
  ofUser('GetAccessKeyLastUsed', { AccessKeyId: '{userAccessKeyId}' }),
  ofRole(
    'CreateRole',
    { RoleName: 'made-{c}', AssumeRolePolicyDocument: trust },
    {
      reads: [],
      shows: [ask('GetRole', { RoleName: 'made-{c}' })],
      also: { 'one that is there': { input: { RoleName } } },
      vary: { RoleName: [undefined, '', 'a b', 'a/b', 'x'.repeat(65), '{ROLE}'] },
    },
  ),
  ofRole('GetRole', { RoleName }),
  ofRole('ListRoles', {}, alone),
  ofRole('UpdateRole', { RoleName, Description: 'described' }),
  ofRole('UpdateRoleDescription', { RoleName, Description: 'described' }),
  ofRole('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust }),
  ofRole(
    'DeleteRole',
    { RoleName },
    {
      renew: [createRole],
      also: {
        'with a policy': {
          after: [ask('PutRolePolicy', { RoleName, PolicyName: 'own', PolicyDocument: document })],
        },
        'with an attached policy': {
          after: [ask('AttachRolePolicy', { RoleName, PolicyArn: '{policyArn}' })],
        },
      },
    },
  ),
  ofRole('ListInstanceProfilesForRole', { RoleName }),
];
