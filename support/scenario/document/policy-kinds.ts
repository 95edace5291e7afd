import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { isAwsPolicy } from './identity-schema.ts';
import { controlPoliciesNamed } from './organization-schema.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/**
 * The documents that scenario.yaml names, by path, with the kinds of policy that each is used as. A document that only
 * features use has none.
 */
export function policyKinds(document: ScenarioDocument): ReadonlyMap<string, readonly PolicyKind[]> {
  const { users, roles, groups, keys, buckets, accessPoints, tables, secrets, endpoints, organization } =
    document;
  const kinds = new Map(document.documents.map((path): [string, readonly PolicyKind[]] => [path, []]));
  const note = (kind: PolicyKind, paths: readonly (string | undefined)[]) => {
    for (const path of paths)
      if (path !== undefined && !isAwsPolicy(path)) kinds.set(path, [...(kinds.get(path) ?? []), kind]);
  };
  const principals = [...Object.values(users), ...Object.values(roles)];
  for (const { policies, managedPolicies } of [...principals, ...Object.values(groups)])
    note('identity', [...Object.values(policies), ...Object.values(managedPolicies)]);
  note(
    'boundary',
    principals.map(({ boundary }) => boundary),
  );
  for (const { assumedBy } of Object.values(roles)) note('session', assumedBy?.sessionPolicies ?? []);
  if (organization !== undefined) {
    const { scp, rcp } = controlPoliciesNamed(organization);
    note('scp', scp);
    note('rcp', rcp);
  }
  note(
    'trust',
    Object.values(roles).map(({ trust }) => trust),
  );
  note(
    'key',
    Object.values(keys).flatMap(({ policy, replicas }) => [
      policy,
      ...Object.values(replicas).map((replica) => replica.policy),
    ]),
  );
  note('bucket', policiesOf(buckets));
  note('access point', policiesOf(accessPoints));
  note('table', policiesOf(tables));
  note('secret', policiesOf(secrets));
  note('endpoint', policiesOf(endpoints));
  return kinds;
}

function policiesOf(
  things: Readonly<Record<string, { readonly policy?: string | undefined }>>,
): readonly (string | undefined)[] {
  return Object.values(things).map(({ policy }) => policy);
}
