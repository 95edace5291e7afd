import type { Role } from '@aws-sdk/client-iam';
import { deleteConflict } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { encodedDocument, required } from './iam-constraints.ts';
import { callersAccount, checkFree, iamArn, roleNamed } from './iam-lookup.ts';
import { pageOf, underPath } from './iam-paging.ts';
import type { IamAccount, IamState, RoleEntity } from './iam-state.ts';
import { newUniqueId } from './new-identifiers.ts';
import { boundaryMember, setBoundary } from './permissions-boundaries.ts';
import { newTags, tagsMember } from './tags.ts';

/** A role as lists and instance profiles tell it. */
export function listedRole(role: RoleEntity): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodedDocument(role.assumeRolePolicyDocument),
    ...(role.description !== undefined && { Description: role.description }),
    MaxSessionDuration: role.maxSessionDuration,
  };
}

/** A role as IAM tells it by its name. */
export function describedRole(role: RoleEntity): Role {
  return { ...listedRole(role), ...boundaryMember(role), ...tagsMember(role), RoleLastUsed: {} };
}

function checkDeletable(role: RoleEntity, { instanceProfiles }: IamAccount): void {
  if (role.attachedPolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  }
  if (role.inlinePolicies.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  if ([...instanceProfiles.values()].some((profile) => profile.role === role))
    throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
}

/** Roles: made, described, listed, changed, deleted. Source: IAM API reference. */
export const roleOperations = {
  CreateRole(input, context) {
    const name = required('roleName', input.RoleName);
    const path = input.Path ?? '/';
    const account = callersAccount(context);
    checkFree(account.roles, 'Role', name);
    const role: RoleEntity = {
      kind: 'role',
      name,
      path,
      arn: iamArn(account.id, 'role', path + name),
      id: newUniqueId('AROA'),
      createDate: new Date(),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
      tags: newTags(input.Tags),
      assumeRolePolicyDocument: required('assumeRolePolicyDocument', input.AssumeRolePolicyDocument),
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
    };
    if (input.PermissionsBoundary !== undefined) setBoundary(context, role, input.PermissionsBoundary);
    account.roles.set(name.toLowerCase(), role);
    // AWS shows the longest session only in GetRole.
    const { MaxSessionDuration, ...created } = listedRole(role);
    return { Role: { ...created, ...boundaryMember(role), ...tagsMember(role) } };
  },

  GetRole(input, context) {
    return { Role: describedRole(roleNamed(context, input.RoleName)) };
  },

  ListRoles(input, context) {
    const roles = [...callersAccount(context).roles.values()].filter(underPath(input.PathPrefix));
    const { items, end } = pageOf(roles, (role) => role.name.toLowerCase(), input);
    return { Roles: items.map(listedRole), ...end };
  },

  UpdateRole(input, context) {
    const role = roleNamed(context, input.RoleName);
    role.maxSessionDuration = input.MaxSessionDuration ?? role.maxSessionDuration;
    role.description = input.Description ?? role.description;
    return {};
  },

  UpdateRoleDescription(input, context) {
    const role = roleNamed(context, input.RoleName);
    role.description = required('description', input.Description);
    return { Role: describedRole(role) };
  },

  UpdateAssumeRolePolicy(input, context) {
    const role = roleNamed(context, input.RoleName);
    role.assumeRolePolicyDocument = required('policyDocument', input.PolicyDocument);
    return {};
  },

  DeleteRole(input, context) {
    const role = roleNamed(context, input.RoleName);
    checkDeletable(role, callersAccount(context));
    setBoundary(context, role, undefined);
    callersAccount(context).roles.delete(role.name.toLowerCase());
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
