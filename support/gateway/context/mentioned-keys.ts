import type { PoliciesInForce } from '../../authorization/policies-in-force.ts';
import type { Policy } from '../../authorization/policy.ts';

const byPolicy = new WeakMap<Policy, readonly string[]>();

/** The condition keys, in lower case, that policies ask for in conditions or policy variables. */
export function mentionedKeys(policies: PoliciesInForce): Set<string> {
  const { identity, session = [], serviceControl = [], resourceControl = [] } = policies;
  const keys = new Set<string>();
  for (const list of [identity, session, ...serviceControl, ...resourceControl]) {
    for (const { policy } of list) for (const key of keysOf(policy)) keys.add(key);
  }
  for (const single of [policies.resource, policies.boundary, policies.endpoint]) {
    if (single) for (const key of keysOf(single.policy)) keys.add(key);
  }
  return keys;
}

function keysOf(policy: Policy): readonly string[] {
  const known = byPolicy.get(policy);
  if (known) return known;
  const keys = new Set<string>();
  for (const { conditions, resources = [], notResources = [] } of policy.statements) {
    for (const { key, values } of conditions) {
      keys.add(key.toLowerCase());
      for (const value of values) addVariables(value, keys);
    }
    for (const pattern of [...resources, ...notResources]) addVariables(pattern, keys);
  }
  const list = [...keys];
  byPolicy.set(policy, list);
  return list;
}

function addVariables(text: string, keys: Set<string>): void {
  for (const [, name] of text.matchAll(/\$\{\s*([^,}]+?)\s*(?:,[^}]*)?\}/g)) {
    if (name?.includes(':')) keys.add(name.toLowerCase());
  }
}
