import type { InstanceProfile } from '@aws-sdk/client-iam';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, type IamContext, iamArn, roleNamed } from './iam-lookup.ts';
import { pageOf, underPath } from './iam-paging.ts';
import type { IamState, InstanceProfileEntity } from './iam-state.ts';
import { newUniqueId } from './new-identifiers.ts';
import { listedRole } from './role-operations.ts';
import { addTags, newTags, removeTags, tagList, tagsMember } from './tags.ts';

/** An instance profile as lists and roles tell it. A list has no tags. Source: IAM API reference, InstanceProfile. */
export function listedProfile(profile: InstanceProfileEntity): InstanceProfile {
  const { name, path, arn, id, createDate, role } = profile;
  return {
    Path: path,
    InstanceProfileName: name,
    InstanceProfileId: id,
    Arn: arn,
    CreateDate: createDate,
    Roles: role === undefined ? [] : [listedRole(role)],
  };
}

function described(profile: InstanceProfileEntity): InstanceProfile {
  return { ...listedProfile(profile), ...tagsMember(profile) };
}

/** The instance profile of the caller's account. Throws NoSuchEntity. */
function profileNamed(context: IamContext, name: string | undefined): InstanceProfileEntity {
  const wanted = required('instanceProfileName', name);
  const profile = callersAccount(context).instanceProfiles.get(wanted.toLowerCase());
  if (profile === undefined) throw noSuchEntity(`Instance Profile ${wanted} cannot be found.`);
  return profile;
}

function page(
  profiles: readonly InstanceProfileEntity[],
  input: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
) {
  const { items, end } = pageOf(profiles, ({ name }) => name.toLowerCase(), input);
  return { InstanceProfiles: items.map(listedProfile), ...end };
}

/** Instance profiles: the roles of Amazon EC2 instances. Source: IAM API reference. */
export const instanceProfileOperations = {
  CreateInstanceProfile({ InstanceProfileName, Path: path = '/', Tags }, context) {
    const name = required('instanceProfileName', InstanceProfileName);
    const { id: account, instanceProfiles } = callersAccount(context);
    if (instanceProfiles.has(name.toLowerCase()))
      throw entityAlreadyExists(`Instance Profile ${name} already exists.`);
    const profile: InstanceProfileEntity = {
      name,
      path,
      arn: iamArn(account, 'instance-profile', path + name),
      id: newUniqueId('AIPA'),
      createDate: new Date(),
      tags: newTags(Tags),
    };
    instanceProfiles.set(name.toLowerCase(), profile);
    return { InstanceProfile: described(profile) };
  },

  GetInstanceProfile: (input, context) => ({
    InstanceProfile: described(profileNamed(context, input.InstanceProfileName)),
  }),

  ListInstanceProfiles(input, context) {
    const profiles = [...callersAccount(context).instanceProfiles.values()];
    return page(profiles.filter(underPath(input.PathPrefix)), input);
  },

  ListInstanceProfilesForRole(input, context) {
    const role = roleNamed(context, input.RoleName);
    const profiles = [...callersAccount(context).instanceProfiles.values()];
    return page(
      profiles.filter((profile) => profile.role === role),
      input,
    );
  },

  AddRoleToInstanceProfile({ InstanceProfileName, RoleName }, context) {
    const profile = profileNamed(context, InstanceProfileName);
    if (profile.role !== undefined)
      throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    profile.role = roleNamed(context, RoleName);
    return {};
  },

  RemoveRoleFromInstanceProfile({ InstanceProfileName, RoleName }, context) {
    const profile = profileNamed(context, InstanceProfileName);
    if (profile.role !== roleNamed(context, RoleName))
      throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
    profile.role = undefined;
    return {};
  },

  DeleteInstanceProfile({ InstanceProfileName }, context) {
    const { name, role } = profileNamed(context, InstanceProfileName);
    if (role !== undefined)
      throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
    callersAccount(context).instanceProfiles.delete(name.toLowerCase());
    return {};
  },

  TagInstanceProfile(input, context) {
    addTags(profileNamed(context, input.InstanceProfileName).tags, input.Tags);
    return {};
  },

  UntagInstanceProfile(input, context) {
    removeTags(profileNamed(context, input.InstanceProfileName).tags, input.TagKeys);
    return {};
  },

  ListInstanceProfileTags(input, context) {
    const { tags } = profileNamed(context, input.InstanceProfileName);
    const { items, end } = pageOf(tagList(tags), ({ Key }) => Key ?? '', input);
    return { Tags: items, ...end };
  },
} satisfies OperationTable<'iam', IamState>;
