import { accessPointArn } from '../../gateway/surroundings/access-point.ts';
import type { FrozenSurroundings } from '../../gateway/surroundings/frozen-surroundings.ts';
import type { Controlled, OrganizationalUnit } from '../../gateway/surroundings/organization.ts';
import { json, type Thing } from '../thing.ts';

/** The organization, the VPC endpoints, the stated facts, and what is set for whole accounts. */
export function surroundingsThings(around: FrozenSurroundings): readonly Thing[] {
  const {
    organization,
    endpoints = [],
    assumptions,
    kmsRequestQuotas,
    accountPublicAccessBlocks = {},
    accessPoints = [],
    abacBuckets = [],
  } = around;
  const { perSecond } = kmsRequestQuotas;
  const accounts = new Set([...Object.keys(perSecond), ...Object.keys(accountPublicAccessBlocks)]);
  return [
    ...(organization === undefined
      ? []
      : [
          thing('organization', organization.id, { 'management account': organization.managementAccount }),
          ...unitThings(organization.root),
        ]),
    ...endpoints.map(
      ({ id, vpc, policy }): Thing => ({
        ...thing('VPC endpoint', id, { VPC: vpc }),
        documents: { 'endpoint policy': policy },
      }),
    ),
    ...Object.entries(assumptions?.values ?? {}).map(([key, values]) =>
      thing('stated fact', key, { value: values.join(', ') }),
    ),
    ...accessPoints.map(
      (point): Thing => ({
        ...thing('access point', accessPointArn(point), {
          bucket: point.bucket,
          alias: point.alias,
          VPC: point.vpc,
          'Block Public Access': json(point.publicAccessBlock),
        }),
        documents: { 'access point policy': point.policy },
      }),
    ),
    ...abacBuckets.map(({ name, owner }) => thing('tags in policies', name, { owner, ABAC: 'Enabled' })),
    ...[...accounts].map((id) =>
      thing('account', id, {
        'KMS requests a second': Object.hasOwn(perSecond, id) ? String(perSecond[id]) : undefined,
        'Block Public Access': json(accountPublicAccessBlocks[id]),
      }),
    ),
  ];
}

function unitThings({ id, accounts = [], units = [], ...controls }: OrganizationalUnit): readonly Thing[] {
  return [
    controlledThing(thing('organizational unit', id, {}), controls),
    ...accounts.map(({ id: account, ...own }) =>
      controlledThing(thing('member account', account, { unit: id }), own),
    ),
    ...units.flatMap(unitThings),
  ];
}

function controlledThing(controlled: Thing, controls: Controlled): Thing {
  const { serviceControlPolicies = [], resourceControlPolicies = [], withoutFullAwsAccess } = controls;
  return {
    ...controlled,
    facts: { ...controlled.facts, FullAWSAccess: withoutFullAwsAccess === true ? 'detached' : 'attached' },
    documents: Object.fromEntries([
      ...serviceControlPolicies.map(({ name, document }) => [`service control policy ${name}`, document]),
      ...resourceControlPolicies.map(({ name, document }) => [`resource control policy ${name}`, document]),
    ]),
  };
}

function thing(kind: Thing['kind'], name: string, facts: Thing['facts']): Thing {
  return { kind, name, facts };
}
