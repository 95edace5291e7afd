import { entityAlreadyExists, limitExceeded } from '../../../../aws/iam-errors.ts';
import { type IamReader, pages } from '../iam-reader.ts';
import type { StateChecks } from './state-check.ts';

/** How many an account may have. Source: IAM user guide, "IAM and AWS STS quotas", defaults. */
const MAXIMUM = { User: 5000, Role: 1000, Group: 300, Policy: 1500 } as const;
const QUOTA = { User: 'Users', Role: 'Roles', Group: 'Groups', Policy: 'Policies' } as const;

type Kind = keyof typeof MAXIMUM;

async function namesOf(read: IamReader, kind: Kind): Promise<readonly (string | undefined)[]> {
  switch (kind) {
    case 'User':
      return (await pages((Marker) => read('ListUsers', { Marker }), 'Users')).map((one) => one.UserName);
    case 'Role':
      return (await pages((Marker) => read('ListRoles', { Marker }), 'Roles')).map((one) => one.RoleName);
    case 'Group':
      return (await pages((Marker) => read('ListGroups', { Marker }), 'Groups')).map((one) => one.GroupName);
    case 'Policy':
      return (await pages((Marker) => read('ListPolicies', { Scope: 'Local', Marker }), 'Policies')).map(
        (one) => one.PolicyName,
      );
  }
}

function requireFree(kind: Kind, name: string, taken: readonly (string | undefined)[]): void {
  if (!taken.some((one) => one?.toLowerCase() === name.toLowerCase())) return;
  throw entityAlreadyExists(
    kind === 'Policy'
      ? `A policy called ${name} already exists. Duplicate names are not allowed.`
      : `${kind} with name ${name} already exists.`,
  );
}

async function requireRoom(read: IamReader, kind: Kind, name = ''): Promise<void> {
  const taken = await namesOf(read, kind);
  requireFree(kind, name, taken);
  if (taken.length >= MAXIMUM[kind])
    throw limitExceeded(`Cannot exceed quota for ${QUOTA[kind]}PerAccount: ${MAXIMUM[kind]}`);
}

async function requireRenamable(read: IamReader, kind: Kind, name = '', newName = name): Promise<void> {
  if (newName.toLowerCase() !== name.toLowerCase()) requireFree(kind, newName, await namesOf(read, kind));
}

/** Names are unique in an account whatever their letter case. Source: IAM user guide, "IAM identifiers". */
export const nameChecks: StateChecks = {
  CreateUser: (read, { UserName }) => requireRoom(read, 'User', UserName),
  CreateRole: (read, { RoleName }) => requireRoom(read, 'Role', RoleName),
  CreateGroup: (read, { GroupName }) => requireRoom(read, 'Group', GroupName),
  CreatePolicy: (read, { PolicyName }) => requireRoom(read, 'Policy', PolicyName),
  UpdateUser: (read, { UserName, NewUserName }) => requireRenamable(read, 'User', UserName, NewUserName),
  UpdateGroup: (read, { GroupName, NewGroupName }) =>
    requireRenamable(read, 'Group', GroupName, NewGroupName),
};
