import { isDeepStrictEqual } from 'node:util';
import type { Scenario } from '../../../scenario/document/scenario.ts';

/** The paths of the policy documents whose texts differ, or that only one of the scenarios has. */
export function changedPolicies(
  before: Pick<Scenario, 'policies'>,
  after: Pick<Scenario, 'policies'>,
): ReadonlySet<string> {
  const paths = new Set([...before.policies.keys(), ...after.policies.keys()]);
  return new Set([...paths].filter((path) => before.policies.get(path) !== after.policies.get(path)));
}

/** True if two scenarios differ in scenario.yaml. */
export function differBeyondPolicies(before: Scenario, after: Scenario): boolean {
  return !isDeepStrictEqual(before.document, after.document);
}
