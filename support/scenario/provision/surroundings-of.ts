import type {
  Controlled,
  ControlPolicy,
  Organization,
  OrganizationalUnit,
} from '../../gateway/surroundings/organization.ts';
import type { Surroundings } from '../../gateway/surroundings/surroundings.ts';
import type { UnitDocument } from '../document/organization-schema.ts';
import type { Topology } from './topology.ts';

/** What stands around the accounts of a provisioned scenario: the organisation and the VPC endpoints, policies filled in,
 * and the request quotas of KMS. */
export function surroundingsOf(topology: Topology): Surroundings {
  const endpoints = Object.values(topology.scenario.document.endpoints).map(({ policy, ...endpoint }) => ({
    ...endpoint,
    policy: policy === undefined ? undefined : topology.policy(policy),
  }));
  const quotas = Object.entries(topology.scenario.document.kmsRequestQuotas);
  const perSecond = Object.fromEntries(
    quotas.map(([account, number]) => [topology.accountId(account), number]),
  );
  return { organization: organizationOf(topology), endpoints, kmsRequestQuotas: { perSecond } };
}

function organizationOf(topology: Topology): Organization | undefined {
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
