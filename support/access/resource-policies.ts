import { parsedPolicy } from '../authorization/parse-policy.ts';
import type { Condition, Policy } from '../authorization/terms/policy.ts';
import { policyKinds } from '../scenario/document/policy-kinds.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';

/** The policies that a scenario has in force, parsed, without those that AWS manages. */
export function policiesInUse(provisioned: ProvisionedScenario): readonly Policy[] {
  return [...policyKinds(provisioned.scenario.document)].flatMap(([path, kinds]) =>
    [...new Set(kinds)].map((kind) => parsedPolicy(provisioned.policy(path), kind)),
  );
}

/** Every condition of some policies. */
export function conditionsOf(policies: readonly Policy[]): readonly Condition[] {
  return policies.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions));
}

/** The services that policies name as principals, such as `transfer.amazonaws.com`. */
export function servicesNamed(policies: readonly Policy[]): readonly string[] {
  const names = policies.flatMap(({ statements }) =>
    statements.flatMap(({ principal }) =>
      principal === undefined || principal === '*' ? [] : (principal.Service ?? []),
    ),
  );
  return [...new Set(names)].filter((name) => name !== '*').toSorted();
}
