import { join } from 'node:path';
import { isAwsPolicy } from '../../../../scenario/document/identity-schema.ts';
import { managedPoliciesOf } from '../../../../scenario/document/managed-policies.ts';
import type { UnitDocument } from '../../../../scenario/document/organization-schema.ts';
import { resourcesWithPolicies } from '../../../../scenario/document/policy-holders.ts';
import { shownPath } from '../../../../scenario/document/scenario-folder.ts';
import type { ProvisionedScenario } from '../../../../scenario/provision/provisioned-scenario.ts';
import { controlKey, endpointKey, inlineKey, managedKey, resourceKey, trustKey } from './place-keys.ts';

/** The document of the scenario that a place got at first. */
export interface Origin {
  /** The path of its file, relative to the folder that the lab runs in. */
  readonly file: string;
  /** Its text, with placeholders filled in. */
  readonly text: string;
}

/** The documents that a scenario gives to the places of a lab, by the keys of these places. */
export function originsIn(provisioned: ProvisionedScenario): ReadonlyMap<string, Origin> {
  const paths = new Map([
    ...ofResources(provisioned),
    ...ofPrincipals(provisioned),
    ...ofManagedPolicies(provisioned),
    ...ofSurroundings(provisioned),
  ]);
  const { folder } = provisioned.scenario;
  return new Map(
    [...paths].map(([key, path]) => [
      key,
      { file: shownPath(join(folder, path)), text: provisioned.policy(path) },
    ]),
  );
}

type Paths = readonly (readonly [key: string, path: string])[];

function ofResources({ scenario, values }: ProvisionedScenario): Paths {
  return resourcesWithPolicies(scenario.document).map(({ holder, name, policy }) => [
    resourceKey(values[`${holder}.${name}.arn`]),
    policy,
  ]);
}

function ofPrincipals({ scenario, values }: ProvisionedScenario): Paths {
  const { roles, users, groups, accounts } = scenario.document;
  const inline = (arn: string | undefined, policies: Readonly<Record<string, string>>): Paths =>
    Object.entries(policies).map(([policy, path]) => [inlineKey(arn, policy), path] as const);
  return [
    ...Object.entries(roles).flatMap(([name, { trust, policies }]): Paths => {
      const arn = values[`roles.${name}.arn`];
      return [[trustKey(arn), trust], ...inline(arn, policies)];
    }),
    ...Object.entries(users).flatMap(([name, { policies }]) => inline(values[`users.${name}.arn`], policies)),
    ...Object.values(groups).flatMap(({ account, groupName, path, policies }) =>
      inline(`arn:aws:iam::${accounts[account]}:group${path}${groupName}`, policies),
    ),
  ];
}

function ofManagedPolicies({ scenario }: ProvisionedScenario): Paths {
  const { accounts, roles, users } = scenario.document;
  const boundaries = Object.entries({ ...users, ...roles }).flatMap(
    ([name, { account, boundary }]): Paths =>
      boundary === undefined || isAwsPolicy(boundary)
        ? []
        : [[managedKey(accounts[account], `${name}-boundary`), boundary]],
  );
  const own = managedPoliciesOf(scenario.document).map(
    ({ account, name, path }) => [managedKey(accounts[account], name), path] as const,
  );
  return [...boundaries, ...own];
}

function ofSurroundings({ scenario }: ProvisionedScenario): Paths {
  const { organization, endpoints, accounts } = scenario.document;
  const ofEndpoints = Object.values(endpoints).flatMap(
    ({ id, policy }): Paths => (policy === undefined ? [] : [[endpointKey(id), policy]]),
  );
  if (organization === undefined) return ofEndpoints;
  return [...ofEndpoints, ...ofUnit({ ...organization, id: organization.root }, accounts)];
}

type Controls = Pick<UnitDocument, 'serviceControlPolicies' | 'resourceControlPolicies'>;

function ofUnit(unit: UnitDocument, ids: Readonly<Record<string, string>>): Paths {
  const of = (target: string, { serviceControlPolicies, resourceControlPolicies }: Controls): Paths => [
    ...Object.entries(serviceControlPolicies).map(
      ([name, path]) => [controlKey('scp', target, name), path] as const,
    ),
    ...Object.entries(resourceControlPolicies).map(
      ([name, path]) => [controlKey('rcp', target, name), path] as const,
    ),
  ];
  return [
    ...of(unit.id, unit),
    ...Object.entries(unit.accounts).flatMap(([name, controls]) => of(ids[name] ?? '', controls)),
    ...Object.values(unit.units).flatMap((below) => ofUnit(below, ids)),
  ];
}
