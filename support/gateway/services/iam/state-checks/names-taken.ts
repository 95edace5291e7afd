import { entityAlreadyExists, limitExceeded } from '../../../../aws/iam-errors.ts';
import { isSameName, type NamedKind, namesOf } from '../entity-names.ts';
import type { IamReader } from '../iam-reader.ts';
import type { StateChecks } from './state-check.ts';

/** How many an account may have. Source: IAM user guide, "IAM and AWS STS quotas", defaults. */
const MAXIMUM = { User: 5000, Role: 1000, Group: 300, Policy: 1500, InstanceProfile: 1000 } as const;
const QUOTA = {
  User: 'Users',
  Role: 'Roles',
  Group: 'Groups',
  Policy: 'Policies',
  InstanceProfile: 'InstanceProfiles',
} as const;

function requireFree(kind: NamedKind, name: string, taken: readonly (string | undefined)[]): void {
  if (!taken.some((one) => isSameName(one, name))) return;
  throw entityAlreadyExists(takenText(kind, name));
}

function takenText(kind: NamedKind, name: string): string {
  if (kind === 'Policy') return `A policy called ${name} already exists. Duplicate names are not allowed.`;
  if (kind === 'InstanceProfile') return `Instance Profile ${name} already exists.`;
  return `${kind} with name ${name} already exists.`;
}

async function requireRoom(read: IamReader, kind: NamedKind, name = ''): Promise<void> {
  const taken = await namesOf(read, kind);
  requireFree(kind, name, taken);
  if (taken.length >= MAXIMUM[kind])
    throw limitExceeded(`Cannot exceed quota for ${QUOTA[kind]}PerAccount: ${MAXIMUM[kind]}`);
}

async function requireRenamable(read: IamReader, kind: NamedKind, name = '', newName = name): Promise<void> {
  if (!isSameName(newName, name)) requireFree(kind, newName, await namesOf(read, kind));
}

/** Names are unique in an account whatever their letter case. Source: IAM user guide, "IAM identifiers". */
export const nameChecks: StateChecks = {
  CreateUser: (read, { UserName }) => requireRoom(read, 'User', UserName),
  CreateRole: (read, { RoleName }) => requireRoom(read, 'Role', RoleName),
  CreateGroup: (read, { GroupName }) => requireRoom(read, 'Group', GroupName),
  CreateInstanceProfile: (read, { InstanceProfileName }) =>
    requireRoom(read, 'InstanceProfile', InstanceProfileName),
  CreatePolicy: (read, { PolicyName }) => requireRoom(read, 'Policy', PolicyName),
  UpdateUser: (read, { UserName, NewUserName }) => requireRenamable(read, 'User', UserName, NewUserName),
  UpdateGroup: (read, { GroupName, NewGroupName }) =>
    requireRenamable(read, 'Group', GroupName, NewGroupName),
};
