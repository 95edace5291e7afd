import { randomInt } from 'node:crypto';
import { idOfControlPolicy } from '../../surroundings/control-policy-ids.ts';
import type {
  Controlled,
  ControlPolicy,
  ControlPolicyType,
  CreatedPolicy,
  Organization,
  OrganizationalUnit,
} from '../../surroundings/organization.ts';

/** The root, a unit or an account of a directory. */
export interface DirectoryNode {
  readonly kind: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  readonly id: string;
  name: string;
  /** The id of the root or unit that holds it; undefined for the root. */
  parent: string | undefined;
  readonly email?: string | undefined;
  readonly joined?: string | undefined;
  readonly isInvited?: boolean | undefined;
  /** The ids of the attached policies, in the order of attachment. */
  readonly policies: Set<string>;
}

/** An organization as its API tells it: entities by id. It is made for one request, which may change it. */
export interface Directory {
  readonly id: string;
  readonly managementAccount: string;
  readonly enabled: Set<ControlPolicyType>;
  readonly nodes: Map<string, DirectoryNode>;
  /** Those of AWS are not among them. */
  readonly policies: Map<string, CreatedPolicy>;
  invitations: NonNullable<Organization['invitations']>;
  createdAccounts: NonNullable<Organization['createdAccounts']>;
  readonly tags: Map<string, Map<string, string>>;
}

/** The policies of AWS that are attached to everything, by the type of policies. */
export const AWS_POLICIES: Readonly<Record<ControlPolicyType, CreatedPolicy>> = {
  SERVICE_CONTROL_POLICY: {
    id: 'p-FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  },
  RESOURCE_CONTROL_POLICY: {
    id: 'p-RCPFullAWSAccess',
    type: 'RESOURCE_CONTROL_POLICY',
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every operation',
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    }),
  },
};

const ALL_TYPES: readonly ControlPolicyType[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/** The directory of an organization. */
export function directoryOf(organization: Organization): Directory {
  const { id, managementAccount, enabledPolicyTypes = ALL_TYPES, policies = [] } = organization;
  const directory: Directory = {
    id,
    managementAccount,
    enabled: new Set(enabledPolicyTypes),
    nodes: new Map(),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    invitations: organization.invitations ?? [],
    createdAccounts: organization.createdAccounts ?? [],
    tags: new Map(
      Object.entries(organization.tags ?? {}).map(([entity, tags]) => [
        entity,
        new Map(Object.entries(tags)),
      ]),
    ),
  };
  addUnit(directory, organization.root, undefined);
  if (!directory.nodes.has(managementAccount)) {
    const node = { kind: 'ACCOUNT', id: managementAccount, name: managementAccount } as const;
    addNode(directory, { ...node, parent: organization.root.id }, {});
  }
  return directory;
}

function addUnit(directory: Directory, unit: OrganizationalUnit, parent: string | undefined): void {
  const { id, name = parent === undefined ? 'Root' : id, accounts = [], units = [] } = unit;
  const kind = parent === undefined ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
  addNode(directory, { kind, id, name, parent }, unit);
  for (const account of accounts) {
    const { id: accountId, name: called = accountId, email, joined, isInvited } = account;
    const node = { kind: 'ACCOUNT', id: accountId, name: called, parent: id } as const;
    addNode(directory, { ...node, email, joined, isInvited }, account);
  }
  for (const below of units) addUnit(directory, below, id);
}

function addNode(
  directory: Directory,
  node: Omit<DirectoryNode, 'policies'>,
  { serviceControlPolicies = [], resourceControlPolicies = [], withoutFullAwsAccess = false }: Controlled,
): void {
  const { enabled } = directory;
  const scps = serviceControlPolicies.map((policy) => known(directory, 'SERVICE_CONTROL_POLICY', policy));
  const rcps = resourceControlPolicies.map((policy) => known(directory, 'RESOURCE_CONTROL_POLICY', policy));
  const full = enabled.has('SERVICE_CONTROL_POLICY') && !withoutFullAwsAccess;
  const own = [
    ...(full ? [AWS_POLICIES.SERVICE_CONTROL_POLICY.id] : []),
    ...scps,
    ...(enabled.has('RESOURCE_CONTROL_POLICY') ? [AWS_POLICIES.RESOURCE_CONTROL_POLICY.id] : []),
    ...rcps,
  ];
  directory.nodes.set(node.id, { ...node, policies: new Set(own) });
}

/** The id of an attached policy, which the directory then knows. */
function known(directory: Directory, type: ControlPolicyType, policy: ControlPolicy): string {
  const { name, document } = policy;
  const id = idOfControlPolicy(type, policy);
  if (!directory.policies.has(id)) directory.policies.set(id, { id, type, name, document, description: '' });
  return id;
}

/** The organization of a directory. */
export function organizationOf(directory: Directory): Organization {
  const { id, managementAccount, enabled, nodes, policies, invitations, createdAccounts, tags } = directory;
  const root = rootOf(directory);
  return {
    id,
    managementAccount,
    root: unitOf(directory, root),
    enabledPolicyTypes: [...enabled],
    policies: [...policies.values()],
    invitations,
    createdAccounts,
    tags: Object.fromEntries(
      [...tags]
        .filter(([entity]) => nodes.has(entity) || policies.has(entity))
        .map(([entity, own]) => [entity, Object.fromEntries(own)]),
    ),
  };
}

/** The root of a directory. */
export function rootOf({ nodes }: Directory): DirectoryNode {
  for (const node of nodes.values()) if (node.kind === 'ROOT') return node;
  throw new TypeError('an organization has no root');
}

/** The nodes that a root or unit holds. */
export function childrenOf({ nodes }: Directory, parent: string): readonly DirectoryNode[] {
  return [...nodes.values()].filter((node) => node.parent === parent);
}

function unitOf(directory: Directory, node: DirectoryNode): OrganizationalUnit {
  const children = childrenOf(directory, node.id);
  return {
    id: node.id,
    name: node.name,
    ...controlsOf(directory, node),
    accounts: children
      .filter(({ kind }) => kind === 'ACCOUNT')
      .map((account) => {
        const { id, name, email, joined, isInvited } = account;
        return { id, name, email, joined, isInvited, ...controlsOf(directory, account) };
      }),
    units: children
      .filter(({ kind }) => kind === 'ORGANIZATIONAL_UNIT')
      .map((unit) => unitOf(directory, unit)),
  };
}

function controlsOf({ policies, enabled }: Directory, node: DirectoryNode): Controlled {
  const own = [...node.policies].flatMap((id) => policies.get(id) ?? []);
  const ofType = (type: ControlPolicyType) =>
    own.filter((policy) => policy.type === type).map(({ id, name, document }) => ({ id, name, document }));
  const isFull = node.policies.has(AWS_POLICIES.SERVICE_CONTROL_POLICY.id);
  return {
    serviceControlPolicies: ofType('SERVICE_CONTROL_POLICY'),
    resourceControlPolicies: ofType('RESOURCE_CONTROL_POLICY'),
    withoutFullAwsAccess: enabled.has('SERVICE_CONTROL_POLICY') && !isFull,
  };
}

/** A new id: a prefix, and letters and digits as Organizations chooses them. */
export function newId(prefix: string, length: number): string {
  const characters = '0123456789abcdefghijklmnopqrstuvwxyz';
  return prefix + Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
}
