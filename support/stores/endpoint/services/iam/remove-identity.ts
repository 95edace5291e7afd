import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { Ask } from '../endpoint-service.ts';

type Iam = <O extends Operation<'iam'>>(operation: O, input: Input<'iam', O>) => Promise<Output<'iam', O>>;

function iamBy(ask: Ask): Iam {
  return (operation, input) => ask('iam', operation, input);
}

/** Deletes a user, after everything that keeps IAM from deleting it. */
export async function removeUser(ask: Ask, UserName: string): Promise<void> {
  const iam = iamBy(ask);
  const [keys, inline, attached, groups] = await Promise.all([
    iam('ListAccessKeys', { UserName }),
    iam('ListUserPolicies', { UserName }),
    iam('ListAttachedUserPolicies', { UserName }),
    iam('ListGroupsForUser', { UserName }),
  ]);
  const { User } = await iam('GetUser', { UserName });
  if (User?.PermissionsBoundary) await iam('DeleteUserPermissionsBoundary', { UserName });
  for (const { AccessKeyId } of keys.AccessKeyMetadata ?? [])
    await iam('DeleteAccessKey', { UserName, AccessKeyId });
  for (const PolicyName of inline.PolicyNames ?? []) await iam('DeleteUserPolicy', { UserName, PolicyName });
  for (const { PolicyArn } of attached.AttachedPolicies ?? [])
    await iam('DetachUserPolicy', { UserName, PolicyArn });
  for (const { GroupName } of groups.Groups ?? []) await iam('RemoveUserFromGroup', { UserName, GroupName });
  await iam('DeleteUser', { UserName });
}

/** Deletes a role, after everything that keeps IAM from deleting it. */
export async function removeRole(ask: Ask, RoleName: string): Promise<void> {
  const iam = iamBy(ask);
  const [inline, attached, { Role }] = await Promise.all([
    iam('ListRolePolicies', { RoleName }),
    iam('ListAttachedRolePolicies', { RoleName }),
    iam('GetRole', { RoleName }),
  ]);
  if (Role?.PermissionsBoundary) await iam('DeleteRolePermissionsBoundary', { RoleName });
  for (const PolicyName of inline.PolicyNames ?? []) await iam('DeleteRolePolicy', { RoleName, PolicyName });
  for (const { PolicyArn } of attached.AttachedPolicies ?? [])
    await iam('DetachRolePolicy', { RoleName, PolicyArn });
  await iam('DeleteRole', { RoleName });
}

/** Deletes a group, after everything that keeps IAM from deleting it. */
export async function removeGroup(ask: Ask, GroupName: string): Promise<void> {
  const iam = iamBy(ask);
  const [inline, attached, { Users }] = await Promise.all([
    iam('ListGroupPolicies', { GroupName }),
    iam('ListAttachedGroupPolicies', { GroupName }),
    iam('GetGroup', { GroupName }),
  ]);
  for (const PolicyName of inline.PolicyNames ?? [])
    await iam('DeleteGroupPolicy', { GroupName, PolicyName });
  for (const { PolicyArn } of attached.AttachedPolicies ?? [])
    await iam('DetachGroupPolicy', { GroupName, PolicyArn });
  for (const { UserName } of Users ?? []) await iam('RemoveUserFromGroup', { GroupName, UserName });
  await iam('DeleteGroup', { GroupName });
}
