import { limitExceeded, noSuchEntity } from '../../../../aws/iam-errors.ts';
import { isSameName } from '../entity-names.ts';
import { type IamReader, unlessAbsent } from '../iam-reader.ts';
import type { StateChecks, StateInput } from './state-check.ts';

/** Roles that an instance profile may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_ROLES = 1;

async function rolesOf(read: IamReader, { InstanceProfileName }: StateInput) {
  const { InstanceProfile } = await read('GetInstanceProfile', { InstanceProfileName });
  return InstanceProfile?.Roles ?? [];
}

async function requireRole(read: IamReader, { RoleName }: StateInput): Promise<void> {
  const found = await unlessAbsent(read('GetRole', { RoleName }));
  if (found?.Role === undefined) throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
}

async function requireProfile(read: IamReader, input: StateInput): Promise<void> {
  await rolesOf(read, input);
}

/**
 * The state that operations on instance profiles need.
 * Undocumented: the text of the refusal to remove a role that the profile does not have. Source: IAM API reference,
 * AddRoleToInstanceProfile; IAM API reference, RemoveRoleFromInstanceProfile.
 */
export const instanceProfileChecks: StateChecks = {
  async AddRoleToInstanceProfile(read, input) {
    await requireRole(read, input);
    if ((await rolesOf(read, input)).length >= MAX_ROLES)
      throw limitExceeded(`Cannot exceed quota for InstanceSessionsPerInstanceProfile: ${MAX_ROLES}`);
  },
  async RemoveRoleFromInstanceProfile(read, input) {
    const roles = await rolesOf(read, input);
    const { RoleName = '' } = input;
    if (!roles.some((role) => isSameName(role.RoleName, RoleName)))
      throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
  },
  TagInstanceProfile: requireProfile,
  UntagInstanceProfile: requireProfile,
  ListInstanceProfileTags: requireProfile,
};
