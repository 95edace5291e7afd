import { identityIn } from '../../../aws/resource-identity.ts';
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
  /** The text that distinguishes it from a later entity of its name. */
  readonly identity: string;
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
    const found = await unlessAbsent(read('GetGroup', { GroupName: name }));
    const { GroupName = name, Arn: arn } = found?.Group ?? {};
    return (
      found && {
        name: GroupName,
        arn,
        boundary: undefined,
        identity: identityIn({ kind: 'group', name }, found),
      }
    );
  }
  if (kind === 'InstanceProfile') {
    const found = await unlessAbsent(read('GetInstanceProfile', { InstanceProfileName: name }));
    const { InstanceProfileName = name, Arn: arn } = found?.InstanceProfile ?? {};
    return (
      found && {
        name: InstanceProfileName,
        arn,
        boundary: undefined,
        identity: identityIn({ kind: 'instance-profile', name }, found),
      }
    );
  }
  if (kind === 'Role') {
    const found = await unlessAbsent(read('GetRole', { RoleName: name }));
    const { RoleName = name, Arn: arn, PermissionsBoundary } = found?.Role ?? {};
    const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
    return found && { name: RoleName, arn, boundary, identity: identityIn({ kind: 'role', name }, found) };
  }
  const found = await unlessAbsent(read('GetUser', { UserName: name }));
  const { UserName = name, Arn: arn, PermissionsBoundary } = found?.User ?? {};
  const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
  return found && { name: UserName, arn, boundary, identity: identityIn({ kind: 'user', name }, found) };
}
