import { describe, expect, test } from '@jest/globals';
import type { Input, Operation } from '../../aws/operations.ts';
import { account } from '../../aws/testing/accounts.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import { iamPermissions } from './iam.ts';
import type { RequiredPermission, Scope } from './rule.ts';

const scope: Scope = { region: 'us-east-1', account: account };
const POLICY = `arn:aws:iam::${account}:policy/p`;

function permissions<O extends Operation<'iam'>>(
  operation: O,
  input: Input<'iam', O>,
  where: Scope = scope,
): readonly RequiredPermission[] {
  const rule = iamPermissions[operation];
  if (rule === 'not implemented') throw new Error(`${operation} has no rule`);
  return rule(input, where);
}

const PROVIDER = `arn:aws:iam::${account}:oidc-provider/n`;
const DEVICE = `arn:aws:iam::${account}:mfa/n`;
const SOURCE = `arn:aws:iam::${account}:role/source`;
const everything = {
  VirtualMFADeviceName: 'n',
  SerialNumber: DEVICE,
  UserName: 'n',
  RoleName: 'n',
  GroupName: 'n',
  InstanceProfileName: 'n',
  PolicyArn: POLICY,
  PolicyName: 'n',
  PolicySourceArn: SOURCE,
  OpenIDConnectProviderArn: PROVIDER,
  Url: 'https://n',
};

function resourceOf(operation: string): string | undefined {
  const rule: unknown = Object.entries(iamPermissions).find(([name]) => name === operation)?.[1];
  if (typeof rule !== 'function') return undefined;
  const [permission, ...more]: RequiredPermission[] = rule(everything, scope);
  expect(more).toEqual([]);
  expect(permission?.action).toBe(`iam:${operation}`);
  return permission?.resource;
}

/** The resource of each operation, as the Service Authorization Reference lists it. */
const addressed: Readonly<Record<string, string>> = {
  [`arn:aws:iam::${account}:user/n`]:
    'CreateUser GetUser UpdateUser DeleteUser CreateAccessKey DeleteAccessKey ListAccessKeys UpdateAccessKey GetUserPolicy PutUserPolicy DeleteUserPolicy ListUserPolicies AttachUserPolicy DetachUserPolicy ListAttachedUserPolicies ListGroupsForUser TagUser UntagUser ListUserTags PutUserPermissionsBoundary DeleteUserPermissionsBoundary ListMFADevices EnableMFADevice ResyncMFADevice DeactivateMFADevice GetMFADevice ListSSHPublicKeys ListSigningCertificates ListServiceSpecificCredentials GetLoginProfile DeleteLoginProfile',
  [`arn:aws:iam::${account}:role/n`]:
    'CreateRole GetRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy DeleteRole GetRolePolicy PutRolePolicy DeleteRolePolicy ListRolePolicies AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies ListRoleTags PutRolePermissionsBoundary DeleteRolePermissionsBoundary ListInstanceProfilesForRole',
  [`arn:aws:iam::${account}:group/n`]:
    'CreateGroup GetGroup UpdateGroup DeleteGroup AddUserToGroup RemoveUserFromGroup GetGroupPolicy PutGroupPolicy DeleteGroupPolicy ListGroupPolicies AttachGroupPolicy DetachGroupPolicy ListAttachedGroupPolicies',
  [POLICY]:
    'GetPolicy DeletePolicy CreatePolicyVersion GetPolicyVersion ListPolicyVersions DeletePolicyVersion SetDefaultPolicyVersion ListEntitiesForPolicy ListPolicyTags',
  [`arn:aws:iam::${account}:policy/n`]: 'CreatePolicy',
  [`arn:aws:iam::${account}:user/`]: 'ListUsers',
  [`arn:aws:iam::${account}:role/`]: 'ListRoles',
  [`arn:aws:iam::${account}:group/`]: 'ListGroups',
  'policy path /': 'ListPolicies',
  '*': 'GetAccessKeyLastUsed GetAccountAuthorizationDetails GetAccountSummary GetAccountPasswordPolicy GetContextKeysForCustomPolicy ListAccountAliases SimulateCustomPolicy',
  [SOURCE]: 'GetContextKeysForPrincipalPolicy SimulatePrincipalPolicy',
  [`arn:aws:iam::${account}:mfa/`]: 'ListVirtualMFADevices',
  [DEVICE]: 'CreateVirtualMFADevice DeleteVirtualMFADevice ListMFADeviceTags TagMFADevice UntagMFADevice',
  [`arn:aws:iam::${account}:server-certificate/`]: 'ListServerCertificates',
  [`arn:aws:iam::${account}:oidc-provider/*`]: 'ListOpenIDConnectProviders',
  [`arn:aws:iam::${account}:instance-profile/n`]:
    'CreateInstanceProfile DeleteInstanceProfile GetInstanceProfile ListInstanceProfileTags RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile',
  [`arn:aws:iam::${account}:instance-profile/`]: 'ListInstanceProfiles',
  [PROVIDER]:
    'AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider ListOpenIDConnectProviderTags RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint',
  [`arn:aws:iam::${account}:saml-provider/*`]: 'ListSAMLProviders',
};
const rows = Object.entries(addressed).flatMap(([resource, names]) =>
  names.split(' ').map((operation) => [operation, resource] as const),
);
/** Operations on users, roles or policies, depending on the name in the input. */
const tagging = ['TagRole', 'UntagRole', 'TagPolicy', 'UntagPolicy'];
/** An operation that also passes a role. */
const passing = ['AddRoleToInstanceProfile'];

describe('the permissions of IAM', () => {
  test.each(rows)('%s needs the action of its name on %s', (operation, resource) => {
    expect(resourceOf(operation)).toBe(resource);
  });

  test('every operation with a rule is in that table, and no other', () => {
    const served = Object.entries(iamPermissions).filter(([, rule]) => rule !== 'not implemented');
    expect([...rows.map(([operation]) => operation), ...tagging, ...passing].sort()).toEqual(
      served.map(([operation]) => operation).sort(),
    );
  });

  test('the resource is the ARN of the entity in the store', () => {
    const where: Scope = {
      ...scope,
      entityArn: (kind, name) => `arn:aws:iam::${account}:${kind}/staff/${name}`,
    };
    expect(permissions('GetUser', { UserName: 'ada' }, where)[0]?.resource).toBe(
      `arn:aws:iam::${account}:user/staff/ada`,
    );
    expect(permissions('TagRole', { RoleName: 'r', Tags: [] }, where)[0]?.resource).toBe(
      `arn:aws:iam::${account}:role/staff/r`,
    );
  });

  test('the resource of a new entity has the path of the request', () => {
    const made = [
      permissions('CreateUser', { UserName: 'n', Path: '/a/b/' }),
      permissions('CreateRole', { RoleName: 'n', Path: '/a/b/', AssumeRolePolicyDocument: '{}' }),
      permissions('CreateGroup', { GroupName: 'n', Path: '/a/b/' }),
      permissions('CreatePolicy', { PolicyName: 'n', Path: '/a/b/', PolicyDocument: '{}' }),
    ];
    expect(made.map(([permission]) => permission?.resource)).toEqual(
      ['user', 'role', 'group', 'policy'].map((kind) => `arn:aws:iam::${account}:${kind}/a/b/n`),
    );
  });

  test('the resource of a list is the path of the request', () => {
    expect(permissions('ListRoles', { PathPrefix: '/a/' })[0]?.resource).toBe(
      `arn:aws:iam::${account}:role/a/`,
    );
    expect(permissions('ListPolicies', { PathPrefix: '/a/' })[0]?.resource).toBe('policy path /a/');
  });

  test('without a name the resource is the caller', () => {
    expect(permissions('CreateAccessKey', {}, { ...scope, callerName: 'ada' })[0]?.resource).toBe(
      `arn:aws:iam::${account}:user/ada`,
    );
    expect(permissions('GetUser', {})[0]?.resource).toBe(`arn:aws:iam::${account}:root`);
  });

  test('a role of an instance profile is passed to Amazon EC2', () => {
    const input = { InstanceProfileName: 'web', RoleName: 'reader' };
    expect(permissions('AddRoleToInstanceProfile', input)).toEqual([
      { action: 'iam:AddRoleToInstanceProfile', resource: `arn:aws:iam::${account}:instance-profile/web` },
      {
        action: 'iam:PassRole',
        resource: `arn:aws:iam::${account}:role/reader`,
        context: { 'iam:PassedToService': 'ec2.amazonaws.com', 'iam:AssociatedResourceArn': UNKNOWABLE },
      },
    ]);
  });

  test('a rename needs the permission on both names', () => {
    const where: Scope = {
      ...scope,
      entityArn: (kind, name) => `arn:aws:iam::${account}:${kind}/old/${name}`,
    };
    const resources = (input: { NewPath?: string; NewUserName?: string }) =>
      permissions('UpdateUser', { UserName: 'ada', ...input }, where).map(({ resource }) => resource);
    const before = `arn:aws:iam::${account}:user/old/ada`;
    expect(resources({})).toEqual([before]);
    expect(resources({ NewUserName: 'bob' })).toEqual([before, `arn:aws:iam::${account}:user/old/bob`]);
    expect(resources({ NewPath: '/' })).toEqual([before, `arn:aws:iam::${account}:user/ada`]);
    const group = permissions('UpdateGroup', { GroupName: 'g', NewPath: '/x/', NewGroupName: 'h' });
    expect(group[1]?.resource).toBe(`arn:aws:iam::${account}:group/x/h`);
  });

  test('tags on a new entity need the permission to tag', () => {
    const Tags = [{ Key: 'team', Value: 'a' }];
    const context = { 'aws:RequestTag/team': 'a', 'aws:TagKeys': ['team'] };
    const user = permissions('CreateUser', { UserName: 'n', Tags });
    expect(user.map(({ action }) => action)).toEqual(['iam:CreateUser', 'iam:TagUser']);
    expect(user[0]?.context).toMatchObject(context);
    expect(user[1]?.context).toMatchObject(context);
    const role = permissions('CreateRole', { RoleName: 'n', AssumeRolePolicyDocument: '{}', Tags });
    expect(role.map(({ action }) => action)).toEqual(['iam:CreateRole', 'iam:TagRole']);
    const policy = permissions('CreatePolicy', { PolicyName: 'n', PolicyDocument: '{}', Tags });
    expect(policy.map(({ action }) => action)).toEqual(['iam:CreatePolicy', 'iam:TagPolicy']);
    expect(permissions('CreateUser', { UserName: 'n', Tags: [] })).toHaveLength(1);
  });

  test('adding and removing tags have condition keys for the tags, on the named entity', () => {
    const Tags = [{ Key: 'team', Value: 'a' }];
    expect(permissions('TagPolicy', { PolicyArn: POLICY, Tags })).toEqual([
      {
        action: 'iam:TagPolicy',
        resource: POLICY,
        context: { 'aws:RequestTag/team': 'a', 'aws:TagKeys': ['team'] },
      },
    ]);
    expect(permissions('UntagRole', { RoleName: 'r', TagKeys: ['team'] })).toEqual([
      {
        action: 'iam:UntagRole',
        resource: `arn:aws:iam::${account}:role/r`,
        context: { 'aws:TagKeys': ['team'] },
      },
    ]);
  });

  test('attaching has a condition key for the policy, and setting a boundary one for the boundary', () => {
    expect(permissions('AttachUserPolicy', { UserName: 'u', PolicyArn: POLICY })[0]?.context).toEqual({
      'iam:PolicyARN': POLICY,
    });
    expect(permissions('DetachGroupPolicy', { GroupName: 'g', PolicyArn: POLICY })[0]?.context).toEqual({
      'iam:PolicyARN': POLICY,
    });
    const boundary = { 'iam:PermissionsBoundary': POLICY };
    expect(
      permissions('PutRolePermissionsBoundary', { RoleName: 'r', PermissionsBoundary: POLICY })[0]?.context,
    ).toEqual(boundary);
    expect(permissions('CreateUser', { UserName: 'n', PermissionsBoundary: POLICY })[0]?.context).toEqual(
      boundary,
    );
  });
});
