import { deleteConflict } from '../../../../aws/iam-errors.ts';
import { type IamReader, pages } from '../iam-reader.ts';
import type { StateChecks } from './state-check.ts';

type Listing = () => Promise<readonly unknown[]>;

/** Refuses a deletion while any listing has entries, in order. Throws DeleteConflict. */
async function requireNone(left: readonly (readonly [Listing, message: string])[]): Promise<void> {
  for (const [list, message] of left) {
    if ((await list()).length > 0) throw deleteConflict(`Cannot delete entity, must ${message} first.`);
  }
}

const DETACH = 'detach all policies';
const DELETE_POLICIES = 'delete policies';
const REMOVE_USERS = 'remove users from group';

/** How often a policy is attached, and how often it is a boundary. */
async function usesOf(read: IamReader, PolicyArn: string | undefined): Promise<number> {
  const { Policy } = await read('GetPolicy', { PolicyArn });
  const counted = (Policy?.AttachmentCount ?? 0) + (Policy?.PermissionsBoundaryUsageCount ?? 0);
  return counted > 0 ? counted : boundedBy(read, PolicyArn);
}

/** Not every store counts boundaries: users and roles tell theirs. */
async function boundedBy(read: IamReader, PolicyArn: string | undefined): Promise<number> {
  const users = await pages((Marker) => read('ListUsers', { Marker }), 'Users');
  const roles = await pages((Marker) => read('ListRoles', { Marker }), 'Roles');
  const entities = await Promise.all([
    ...users.map(async ({ UserName }) => (await read('GetUser', { UserName })).User),
    ...roles.map(async ({ RoleName }) => (await read('GetRole', { RoleName })).Role),
  ]);
  return entities.filter((one) => one?.PermissionsBoundary?.PermissionsBoundaryArn === PolicyArn).length;
}

/** IAM refuses to delete an entity that something is attached to. Source: IAM API reference, DeleteConflict of each operation. */
export const deletionChecks: StateChecks = {
  DeleteUser: (read, { UserName }) =>
    requireNone([
      [
        () => pages((Marker) => read('ListAttachedUserPolicies', { UserName, Marker }), 'AttachedPolicies'),
        DETACH,
      ],
      [
        () => pages((Marker) => read('ListUserPolicies', { UserName, Marker }), 'PolicyNames'),
        DELETE_POLICIES,
      ],
      [
        () => pages((Marker) => read('ListAccessKeys', { UserName, Marker }), 'AccessKeyMetadata'),
        'delete access keys',
      ],
      [
        () => pages((Marker) => read('ListMFADevices', { UserName, Marker }), 'MFADevices'),
        'delete MFA device',
      ],
      [() => pages((Marker) => read('ListGroupsForUser', { UserName, Marker }), 'Groups'), REMOVE_USERS],
    ]),

  DeleteRole: (read, { RoleName }) =>
    requireNone([
      [
        () => pages((Marker) => read('ListAttachedRolePolicies', { RoleName, Marker }), 'AttachedPolicies'),
        DETACH,
      ],
      [
        () => pages((Marker) => read('ListRolePolicies', { RoleName, Marker }), 'PolicyNames'),
        DELETE_POLICIES,
      ],
      [
        () =>
          pages((Marker) => read('ListInstanceProfilesForRole', { RoleName, Marker }), 'InstanceProfiles'),
        'remove roles from instance profile',
      ],
    ]),

  DeleteGroup: (read, { GroupName }) =>
    requireNone([
      [() => pages((Marker) => read('GetGroup', { GroupName, Marker }), 'Users'), REMOVE_USERS],
      [
        () => pages((Marker) => read('ListAttachedGroupPolicies', { GroupName, Marker }), 'AttachedPolicies'),
        DETACH,
      ],
      [
        () => pages((Marker) => read('ListGroupPolicies', { GroupName, Marker }), 'PolicyNames'),
        DELETE_POLICIES,
      ],
    ]),

  DeleteInstanceProfile: (read, { InstanceProfileName }) =>
    requireNone([
      [
        async () => (await read('GetInstanceProfile', { InstanceProfileName })).InstanceProfile?.Roles ?? [],
        'remove roles from instance profile',
      ],
    ]),

  async DeletePolicy(read, { PolicyArn }) {
    if ((await usesOf(read, PolicyArn)) > 0)
      throw deleteConflict('Cannot delete a policy attached to entities.');
    const versions = await pages((Marker) => read('ListPolicyVersions', { PolicyArn, Marker }), 'Versions');
    if (versions.length > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
  },

  async DeletePolicyVersion(read, { PolicyArn, VersionId }) {
    const { Policy } = await read('GetPolicy', { PolicyArn });
    if (Policy?.DefaultVersionId === VersionId)
      throw deleteConflict('Cannot delete the default version of a policy.');
  },
};
