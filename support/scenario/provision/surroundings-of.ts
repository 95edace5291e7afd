import { publicKeyOf } from '../../client/web-identity-tokens.ts';
import type {
  Controlled,
  ControlPolicy,
  Organization,
  OrganizationalUnit,
} from '../../gateway/surroundings/organization.ts';
import type { ChangedSurroundings, Surroundings } from '../../gateway/surroundings/surroundings.ts';
import type { OrganizationDocument, UnitDocument } from '../document/organization-schema.ts';
import type { Scenario } from '../document/scenario.ts';
import { scenarioFile } from '../document/scenario-file.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/**
 * The surroundings of a provisioned scenario: its organization and VPC endpoints with filled-in policies, and KMS's
 * request quotas. Access points and buckets whose tags count stay as requests made them.
 */
export function surroundingsOf(
  provisioned: ProvisionedScenario,
  { accessPoints, abacBuckets }: ChangedSurroundings = {},
): Surroundings {
  const endpoints = Object.values(provisioned.scenario.document.endpoints).map(({ policy, ...endpoint }) => ({
    ...endpoint,
    policy: policy === undefined ? undefined : provisioned.policy(policy),
  }));
  const quotas = Object.entries(provisioned.scenario.document.kmsRequestQuotas);
  const perSecond = Object.fromEntries(
    quotas.map(([account, number]) => [provisioned.accountId(account), number]),
  );
  return {
    organization: organizationOf(provisioned),
    endpoints,
    kmsRequestQuotas: { perSecond },
    ...factsOf(provisioned.scenario),
    accountPublicAccessBlocks: publicAccessBlocksOf(provisioned),
    ...{ accessPoints, abacBuckets },
  };
}

/**
 * The facts that a scenario states of all requests, and the issuers of its tokens. They hold from the first request on, when
 * roles are assumed.
 */
export function factsOf(scenario: Scenario): Pick<Surroundings, 'assumptions' | 'tokenIssuers'> {
  const { assume: values, oidcProviders } = scenario.document;
  const urls = new Set(Object.values(oidcProviders).map(({ issuer }) => issuer));
  const tokenIssuers = [...urls].map((url) => ({ url, publicKey: publicKeyOf(url) }));
  return { assumptions: { values, file: scenarioFile(scenario) }, tokenIssuers };
}

function publicAccessBlocksOf(provisioned: ProvisionedScenario): Surroundings['accountPublicAccessBlocks'] {
  const blocks = Object.entries(provisioned.scenario.document.accountPublicAccessBlocks);
  return Object.fromEntries(blocks.map(([account, block]) => [provisioned.accountId(account), block]));
}

function organizationOf(provisioned: ProvisionedScenario): Organization | undefined {
  const { organization } = provisioned.scenario.document;
  return organization && organizationIn(organization, provisioned);
}

/** The accounts that an organization names, and its policy documents. */
export interface OrganizationNames {
  /** The id of an account, by the name in the document. */
  accountId(name: string): string;
  /** The text of a policy document, by the path in the document. */
  policy(path: string): string;
}

/** The organization of a document, with ids for names and documents for paths. */
export function organizationIn(
  { id, root, managementAccount, ...controls }: OrganizationDocument,
  names: OrganizationNames,
): Organization {
  return {
    id,
    managementAccount: names.accountId(managementAccount),
    root: unitOf(names, { ...controls, id: root }),
  };
}

function unitOf(
  names: OrganizationNames,
  { id, accounts, units, ...controls }: UnitDocument,
): OrganizationalUnit {
  return {
    id,
    ...controlsOf(names, controls),
    accounts: Object.entries(accounts).map(([name, own]) => ({
      id: names.accountId(name),
      name,
      ...controlsOf(names, own),
    })),
    units: Object.entries(units).map(([name, below]) => ({ ...unitOf(names, below), name })),
  };
}

type Controls = Omit<UnitDocument, 'id' | 'accounts' | 'units'>;

function controlsOf(names: OrganizationNames, controls: Controls): Controlled {
  return {
    serviceControlPolicies: policiesOf(names, controls.serviceControlPolicies),
    resourceControlPolicies: policiesOf(names, controls.resourceControlPolicies),
    withoutFullAwsAccess: !controls.fullAwsAccess,
  };
}

function policiesOf(
  names: OrganizationNames,
  paths: Readonly<Record<string, string>>,
): readonly ControlPolicy[] {
  return Object.entries(paths).map(([name, path]) => ({ name, document: names.policy(path) }));
}
