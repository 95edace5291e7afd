import { wholeIamList } from '../../../../aws/iam-pages.ts';
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
    wholeIamList(
      (Marker) => iam('ListAccessKeys', { UserName, Marker }),
      (page) => page.AccessKeyMetadata,
    ),
    wholeIamList(
      (Marker) => iam('ListUserPolicies', { UserName, Marker }),
      (page) => page.PolicyNames,
    ),
    wholeIamList(
      (Marker) => iam('ListAttachedUserPolicies', { UserName, Marker }),
      (page) => page.AttachedPolicies,
    ),
    wholeIamList(
      (Marker) => iam('ListGroupsForUser', { UserName, Marker }),
      (page) => page.Groups,
    ),
  ]);
  const { User } = await iam('GetUser', { UserName });
  if (User?.PermissionsBoundary) await iam('DeleteUserPermissionsBoundary', { UserName });
  for (const { AccessKeyId } of keys) await iam('DeleteAccessKey', { UserName, AccessKeyId });
  for (const PolicyName of inline) await iam('DeleteUserPolicy', { UserName, PolicyName });
  for (const { PolicyArn } of attached) await iam('DetachUserPolicy', { UserName, PolicyArn });
  for (const { GroupName } of groups) await iam('RemoveUserFromGroup', { UserName, GroupName });
  await iam('DeleteUser', { UserName });
}

/** Deletes a role, after everything that keeps IAM from deleting it. */
export async function removeRole(ask: Ask, RoleName: string): Promise<void> {
  const iam = iamBy(ask);
  const [inline, attached, profiles, { Role }] = await Promise.all([
    wholeIamList(
      (Marker) => iam('ListRolePolicies', { RoleName, Marker }),
      (page) => page.PolicyNames,
    ),
    wholeIamList(
      (Marker) => iam('ListAttachedRolePolicies', { RoleName, Marker }),
      (page) => page.AttachedPolicies,
    ),
    wholeIamList(
      (Marker) => iam('ListInstanceProfilesForRole', { RoleName, Marker }),
      (page) => page.InstanceProfiles,
    ),
    iam('GetRole', { RoleName }),
  ]);
  if (Role?.PermissionsBoundary) await iam('DeleteRolePermissionsBoundary', { RoleName });
  for (const PolicyName of inline) await iam('DeleteRolePolicy', { RoleName, PolicyName });
  for (const { PolicyArn } of attached) await iam('DetachRolePolicy', { RoleName, PolicyArn });
  for (const { InstanceProfileName } of profiles)
    await iam('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
  await iam('DeleteRole', { RoleName });
}

/** Deletes an instance profile, after its role is out of it. */
export async function removeInstanceProfile(ask: Ask, InstanceProfileName: string): Promise<void> {
  const iam = iamBy(ask);
  const { InstanceProfile } = await iam('GetInstanceProfile', { InstanceProfileName });
  for (const { RoleName } of InstanceProfile?.Roles ?? [])
    await iam('RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName });
  await iam('DeleteInstanceProfile', { InstanceProfileName });
}

/** Deletes a group, after everything that keeps IAM from deleting it. */
export async function removeGroup(ask: Ask, GroupName: string): Promise<void> {
  const iam = iamBy(ask);
  const [inline, attached, users] = await Promise.all([
    wholeIamList(
      (Marker) => iam('ListGroupPolicies', { GroupName, Marker }),
      (page) => page.PolicyNames,
    ),
    wholeIamList(
      (Marker) => iam('ListAttachedGroupPolicies', { GroupName, Marker }),
      (page) => page.AttachedPolicies,
    ),
    wholeIamList(
      (Marker) => iam('GetGroup', { GroupName, Marker }),
      (page) => page.Users,
    ),
  ]);
  for (const PolicyName of inline) await iam('DeleteGroupPolicy', { GroupName, PolicyName });
  for (const { PolicyArn } of attached) await iam('DetachGroupPolicy', { GroupName, PolicyArn });
  for (const { UserName } of users) await iam('RemoveUserFromGroup', { GroupName, UserName });
  await iam('DeleteGroup', { GroupName });
}
