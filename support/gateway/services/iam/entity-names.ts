import { type IamReader, pages, unlessAbsent } from './iam-reader.ts';

/** The kinds of things in IAM whose names are unique in an account. */
export type NamedKind = 'User' | 'Role' | 'Group' | 'Policy' | 'InstanceProfile';

/** Those of them whose ARN has a path that the name does not tell. */
type NamedWithPath = Exclude<NamedKind, 'Policy'>;

/** True if two names mean one entity: letter case does not distinguish them. Source: IAM user guide, "IAM identifiers". */
export function isSameName(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** The names of an account's users, roles, groups, managed policies or instance profiles. Throws ServiceUnavailable. */
export async function namesOf(read: IamReader, kind: NamedKind): Promise<readonly (string | undefined)[]> {
  switch (kind) {
    case 'User':
      return (await pages((Marker) => read('ListUsers', { Marker }), 'Users')).map((one) => one.UserName);
    case 'Role':
      return (await pages((Marker) => read('ListRoles', { Marker }), 'Roles')).map((one) => one.RoleName);
    case 'Group':
      return (await pages((Marker) => read('ListGroups', { Marker }), 'Groups')).map((one) => one.GroupName);
    case 'InstanceProfile':
      return (await pages((Marker) => read('ListInstanceProfiles', { Marker }), 'InstanceProfiles')).map(
        (one) => one.InstanceProfileName,
      );
    case 'Policy':
      return (await pages((Marker) => read('ListPolicies', { Scope: 'Local', Marker }), 'Policies')).map(
        (one) => one.PolicyName,
      );
  }
}

/** A user, role, group or instance profile as IAM tells it. */
export interface FoundEntity {
  /** In the spelling that the entity was created or renamed with. */
  readonly name: string;
  /** With its path, which a name alone does not tell. */
  readonly arn: string | undefined;
  readonly boundary: string | undefined;
}

/**
 * The user, role, group or instance profile of a name, in any letter case; undefined if it does not exist. Not every store
 * finds names in another letter case: then this looks for it in the list of all names. Throws
 * ServiceUnavailable.
 */
export async function findEntity(
  read: IamReader,
  kind: NamedWithPath,
  name: string,
): Promise<FoundEntity | undefined> {
  const found = await entityNamed(read, kind, name);
  if (found !== undefined) return found;
  const spelling = (await namesOf(read, kind)).find((one) => isSameName(one, name));
  return spelling === undefined ? undefined : entityNamed(read, kind, spelling);
}

async function entityNamed(
  read: IamReader,
  kind: NamedWithPath,
  name: string,
): Promise<FoundEntity | undefined> {
  if (kind === 'Group') {
    const group = (await unlessAbsent(read('GetGroup', { GroupName: name })))?.Group;
    return group && { name: group.GroupName ?? name, arn: group.Arn, boundary: undefined };
  }
  if (kind === 'InstanceProfile') {
    const profile = (await unlessAbsent(read('GetInstanceProfile', { InstanceProfileName: name })))
      ?.InstanceProfile;
    return profile && { name: profile.InstanceProfileName ?? name, arn: profile.Arn, boundary: undefined };
  }
  if (kind === 'Role') {
    const role = (await unlessAbsent(read('GetRole', { RoleName: name })))?.Role;
    const boundary = role?.PermissionsBoundary?.PermissionsBoundaryArn;
    return role && { name: role.RoleName ?? name, arn: role.Arn, boundary };
  }
  const user = (await unlessAbsent(read('GetUser', { UserName: name })))?.User;
  const boundary = user?.PermissionsBoundary?.PermissionsBoundaryArn;
  return user && { name: user.UserName ?? name, arn: user.Arn, boundary };
}
