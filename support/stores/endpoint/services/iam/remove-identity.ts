import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { Place } from '../../upstream/request-place.ts';
import type { Upstream } from '../../upstream/upstream.ts';

type Iam = <O extends Operation<'iam'>>(operation: O, input: Input<'iam', O>) => Promise<Output<'iam', O>>;

function iamAt(upstream: Upstream, place: Place): Iam {
  return (operation, input) => upstream.perform({ service: 'iam', operation, input, ...place });
}

/** Deletes a user with all that keeps IAM from deleting it. */
export async function removeUser(upstream: Upstream, UserName: string, place: Place): Promise<void> {
  const iam = iamAt(upstream, place);
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

/** Deletes a role with all that keeps IAM from deleting it. */
export async function removeRole(upstream: Upstream, RoleName: string, place: Place): Promise<void> {
  const iam = iamAt(upstream, place);
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
