import type { User } from '@aws-sdk/client-iam';
import { deleteConflict } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, checkFree, type IamContext, iamArn, userNamed, userOrCaller } from './iam-lookup.ts';
import { pageOf, underPath } from './iam-paging.ts';
import type { IamState, UserEntity } from './iam-state.ts';
import { newUniqueId } from './new-identifiers.ts';
import { boundaryMember, setBoundary } from './permissions-boundaries.ts';
import { newTags, tagsMember } from './tags.ts';

function listed(user: UserEntity): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createDate,
  };
}

/** A user as IAM tells it by its name. */
export function describedUser(user: UserEntity): User {
  return { ...listed(user), ...boundaryMember(user), ...tagsMember(user) };
}

function rootUser(context: IamContext): User {
  const { id, createDate } = callersAccount(context);
  return {
    Path: undefined,
    UserName: undefined,
    UserId: id,
    Arn: `arn:aws:iam::${id}:root`,
    CreateDate: createDate,
  };
}

function checkDeletable(user: UserEntity): void {
  if (user.attachedPolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  }
  if (user.inlinePolicies.size > 0) throw deleteConflict('Cannot delete entity, must delete policies first.');
  if (user.accessKeys.size > 0) throw deleteConflict('Cannot delete entity, must delete access keys first.');
  if (user.groups.size > 0) {
    throw deleteConflict('Cannot delete entity, must remove users from group first.');
  }
}

/** Users: made, described, listed, renamed, deleted. Source: IAM API reference. */
export const userOperations = {
  CreateUser(input, context) {
    const name = required('userName', input.UserName);
    const path = input.Path ?? '/';
    const account = callersAccount(context);
    checkFree(account.users, 'User', name);
    const user: UserEntity = {
      kind: 'user',
      name,
      path,
      arn: iamArn(account.id, 'user', path + name),
      id: newUniqueId('AIDA'),
      createDate: new Date(),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
      tags: newTags(input.Tags),
      groups: new Set(),
      accessKeys: new Set(),
    };
    if (input.PermissionsBoundary !== undefined) setBoundary(context, user, input.PermissionsBoundary);
    account.users.set(name.toLowerCase(), user);
    return { User: describedUser(user) };
  },

  GetUser(input, context) {
    const user = userOrCaller(context, input.UserName);
    return { User: user === 'root' ? rootUser(context) : describedUser(user) };
  },

  ListUsers(input, context) {
    const users = [...callersAccount(context).users.values()].filter(underPath(input.PathPrefix));
    const { items, end } = pageOf(users, (user) => user.name.toLowerCase(), input);
    return { Users: items.map(listed), ...end };
  },

  UpdateUser(input, context) {
    const user = userNamed(context, input.UserName);
    const account = callersAccount(context);
    const name = input.NewUserName ?? user.name;
    const path = input.NewPath ?? user.path;
    if (name.toLowerCase() !== user.name.toLowerCase()) checkFree(account.users, 'User', name);
    account.users.delete(user.name.toLowerCase());
    Object.assign(user, { name, path, arn: iamArn(account.id, 'user', path + name) });
    account.users.set(name.toLowerCase(), user);
    return {};
  },

  DeleteUser(input, context) {
    const user = userNamed(context, input.UserName);
    checkDeletable(user);
    setBoundary(context, user, undefined);
    callersAccount(context).users.delete(user.name.toLowerCase());
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
