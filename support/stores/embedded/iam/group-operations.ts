import type { Group } from '@aws-sdk/client-iam';
import { deleteConflict } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, checkFree, groupNamed, iamArn, userNamed } from './iam-lookup.ts';
import { pageOf, underPath } from './iam-paging.ts';
import type { GroupEntity, IamState } from './iam-state.ts';
import { newUniqueId } from './new-identifiers.ts';

/** A group as IAM tells it. */
export function describedGroup(group: GroupEntity): Group {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createDate,
  };
}

function checkDeletable(group: GroupEntity): void {
  if (group.users.size > 0) throw deleteConflict('Cannot delete entity, must remove users from group first.');
  if (group.attachedPolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must detach all policies first.');
  }
  if (group.inlinePolicies.size > 0) {
    throw deleteConflict('Cannot delete entity, must delete policies first.');
  }
}

/**
 * The operations on groups and their members.
 * Source: IAM API reference.
 */
export const groupOperations = {
  CreateGroup(input, context) {
    const name = required('groupName', input.GroupName);
    const path = input.Path ?? '/';
    const account = callersAccount(context);
    checkFree(account.groups, 'Group', name);
    const group: GroupEntity = {
      kind: 'group',
      name,
      path,
      arn: iamArn(account.id, 'group', path + name),
      id: newUniqueId('AGPA'),
      createDate: new Date(),
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
      users: new Set(),
    };
    account.groups.set(name.toLowerCase(), group);
    return { Group: describedGroup(group) };
  },

  GetGroup(input, context) {
    const group = groupNamed(context, input.GroupName);
    const { items, end } = pageOf(group.users, (user) => user.name.toLowerCase(), input);
    const Users = items.map((user) => ({
      Path: user.path,
      UserName: user.name,
      UserId: user.id,
      Arn: user.arn,
      CreateDate: user.createDate,
    }));
    return { Group: describedGroup(group), Users, ...end };
  },

  ListGroups(input, context) {
    const groups = [...callersAccount(context).groups.values()].filter(underPath(input.PathPrefix));
    const { items, end } = pageOf(groups, (group) => group.name.toLowerCase(), input);
    return { Groups: items.map(describedGroup), ...end };
  },

  ListGroupsForUser(input, context) {
    const { groups } = userNamed(context, input.UserName);
    const { items, end } = pageOf(groups, (group) => group.name.toLowerCase(), input);
    return { Groups: items.map(describedGroup), ...end };
  },

  UpdateGroup(input, context) {
    const group = groupNamed(context, input.GroupName);
    const account = callersAccount(context);
    const name = input.NewGroupName ?? group.name;
    const path = input.NewPath ?? group.path;
    if (name.toLowerCase() !== group.name.toLowerCase()) checkFree(account.groups, 'Group', name);
    account.groups.delete(group.name.toLowerCase());
    Object.assign(group, { name, path, arn: iamArn(account.id, 'group', path + name) });
    account.groups.set(name.toLowerCase(), group);
    return {};
  },

  DeleteGroup(input, context) {
    const group = groupNamed(context, input.GroupName);
    checkDeletable(group);
    callersAccount(context).groups.delete(group.name.toLowerCase());
    return {};
  },

  AddUserToGroup(input, context) {
    const group = groupNamed(context, input.GroupName);
    const user = userNamed(context, input.UserName);
    group.users.add(user);
    user.groups.add(group);
    return {};
  },

  /** Removing a user that is not in the group succeeds: the API reference lists no error for it. */
  RemoveUserFromGroup(input, context) {
    const group = groupNamed(context, input.GroupName);
    const user = userNamed(context, input.UserName);
    group.users.delete(user);
    user.groups.delete(group);
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
