import type {
  Controlled,
  ControlPolicy,
  Organization,
  OrganizationalUnit,
} from '../gateway/organization/organization.ts';
import type { UnitDocument } from './organization-schema.ts';
import type { Topology } from './topology.ts';

/** The organisation of a provisioned scenario, its policies filled in; undefined where its accounts belong to none. */
export function organizationOf(topology: Topology): Organization | undefined {
  const { organization } = topology.scenario.document;
  if (organization === undefined) return undefined;
  const { id, root, managementAccount } = organization;
  return {
    id,
    managementAccount: topology.accountId(managementAccount),
    root: unitOf(topology, { ...organization, id: root }),
  };
}

function unitOf(topology: Topology, { id, accounts, units, ...controls }: UnitDocument): OrganizationalUnit {
  return {
    id,
    ...controlsOf(topology, controls),
    accounts: Object.entries(accounts).map(([name, own]) => ({
      id: topology.accountId(name),
      ...controlsOf(topology, own),
    })),
    units: Object.values(units).map((below) => unitOf(topology, below)),
  };
}

type Controls = Omit<UnitDocument, 'id' | 'accounts' | 'units'>;

function controlsOf(topology: Topology, controls: Controls): Controlled {
  return {
    serviceControlPolicies: policiesOf(topology, controls.serviceControlPolicies),
    resourceControlPolicies: policiesOf(topology, controls.resourceControlPolicies),
    withoutFullAwsAccess: !controls.fullAwsAccess,
  };
}

function policiesOf(topology: Topology, paths: Readonly<Record<string, string>>): readonly ControlPolicy[] {
  return Object.entries(paths).map(([name, path]) => ({ name, document: topology.policy(path) }));
}
