import type { Input } from '../../aws/operations.ts';
import { entityArn, iamArn, renamedArn, userOrCallerArn } from './iam-resources.ts';
import { type PermissionTable, type RequiredPermission, type Scope, withListed } from './rule.ts';
import { rowsFor } from './table-rows.ts';
import { type RequestTags, requestTagContext } from './tag-context.ts';

type Context = RequiredPermission['context'];

/** The permissions to create an entity: the creating action, and the tagging action if the request has tags. */
function creating(
  action: string,
  tagAction: string,
  made: { resource: string; context: Context; tags?: RequestTags | undefined },
) {
  const { resource, tags } = made;
  const context = { ...made.context, ...requestTagContext(tags) };
  const needed: RequiredPermission[] = [{ action, resource, context }];
  if (tags !== undefined && tags.length > 0)
    needed.push({ action: tagAction, resource, context: withListed(context, /^aws:/) });
  return needed;
}

/** A rename needs the permission on the old ARN and on the new one. Source: IAM user guide, "Rename an IAM user". */
function renaming(action: string, arn: string, newPath: string | undefined, newName: string | undefined) {
  const renamed = renamedArn(arn, newPath, newName);
  const resources = renamed === arn ? [arn] : [arn, renamed];
  return resources.map((resource) => ({ action, resource }));
}

const onUser = (action: string) => (input: { readonly UserName?: string | undefined }, scope: Scope) => [
  { action: `iam:${action}`, resource: entityArn('user', input.UserName, scope) },
];
const onUserOrCaller =
  (action: string) => (input: { readonly UserName?: string | undefined }, scope: Scope) => [
    { action: `iam:${action}`, resource: userOrCallerArn(input.UserName, scope) },
  ];
const onRole = (action: string) => (input: { readonly RoleName?: string | undefined }, scope: Scope) => [
  { action: `iam:${action}`, resource: entityArn('role', input.RoleName, scope) },
];
const onGroup = (action: string) => (input: { readonly GroupName?: string | undefined }, scope: Scope) => [
  { action: `iam:${action}`, resource: entityArn('group', input.GroupName, scope) },
];
/**
 * The resource of a list is the path that is listed, as AWS's refusals show: `… iam:ListUsers on resource:
 * arn:aws:iam::111111111111:user/`.
 */
const onPath =
  (action: string, kind: 'user' | 'role' | 'group') =>
  (input: { readonly PathPrefix?: string | undefined }, scope: Scope) => [
    { action: `iam:${action}`, resource: iamArn(scope, kind, { path: input.PathPrefix, name: '' }) },
  ];

/** Users and their access keys. */
const userRules = {
  CreateUser: (input: Input<'iam', 'CreateUser'>, scope: Scope) =>
    creating('iam:CreateUser', 'iam:TagUser', {
      resource: iamArn(scope, 'user', { path: input.Path, name: input.UserName }),
      context: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      tags: input.Tags,
    }),
  UpdateUser: (input: Input<'iam', 'UpdateUser'>, scope: Scope) =>
    renaming('iam:UpdateUser', entityArn('user', input.UserName, scope), input.NewPath, input.NewUserName),
  ListUsers: onPath('ListUsers', 'user'),
  ...rowsFor(
    ['DeleteUser', 'GetUserPolicy', 'PutUserPolicy', 'DeleteUserPolicy', 'ListUserPolicies'],
    onUser,
  ),
  ...rowsFor(
    ['ListAttachedUserPolicies', 'ListGroupsForUser', 'ListUserTags', 'DeleteUserPermissionsBoundary'],
    onUser,
  ),
  ...rowsFor(
    ['GetUser', 'CreateAccessKey', 'DeleteAccessKey', 'ListAccessKeys', 'UpdateAccessKey'],
    onUserOrCaller,
  ),
  ...rowsFor(
    ['ListSSHPublicKeys', 'ListSigningCertificates', 'ListServiceSpecificCredentials'],
    onUserOrCaller,
  ),
  ...rowsFor(['GetLoginProfile', 'DeleteLoginProfile'], onUserOrCaller),
};

/** Roles. */
const roleRules = {
  CreateRole: (input: Input<'iam', 'CreateRole'>, scope: Scope) =>
    creating('iam:CreateRole', 'iam:TagRole', {
      resource: iamArn(scope, 'role', { path: input.Path, name: input.RoleName }),
      context: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      tags: input.Tags,
    }),
  ListRoles: onPath('ListRoles', 'role'),
  ...rowsFor(
    [
      'GetRole',
      'DeleteRole',
      'UpdateRole',
      'UpdateRoleDescription',
      'UpdateAssumeRolePolicy',
      'ListRoleTags',
    ],
    onRole,
  ),
  ...rowsFor(
    ['GetRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'ListRolePolicies', 'ListAttachedRolePolicies'],
    onRole,
  ),
  ...rowsFor(['DeleteRolePermissionsBoundary', 'ListInstanceProfilesForRole'], onRole),
};

/** Groups. */
const groupRules = {
  CreateGroup: (input: Input<'iam', 'CreateGroup'>, scope: Scope) => [
    {
      action: 'iam:CreateGroup',
      resource: iamArn(scope, 'group', { path: input.Path, name: input.GroupName }),
    },
  ],
  UpdateGroup: (input: Input<'iam', 'UpdateGroup'>, scope: Scope) =>
    renaming(
      'iam:UpdateGroup',
      entityArn('group', input.GroupName, scope),
      input.NewPath,
      input.NewGroupName,
    ),
  ListGroups: onPath('ListGroups', 'group'),
  ...rowsFor(['GetGroup', 'DeleteGroup', 'AddUserToGroup', 'RemoveUserFromGroup'], onGroup),
  ...rowsFor(
    [
      'GetGroupPolicy',
      'PutGroupPolicy',
      'DeleteGroupPolicy',
      'ListGroupPolicies',
      'ListAttachedGroupPolicies',
    ],
    onGroup,
  ),
};

/** The permissions of IAM's operations on users, roles and groups. */
export const iamEntityPermissions = {
  ...userRules,
  ...roleRules,
  ...groupRules,
} satisfies Partial<PermissionTable<'iam'>>;
