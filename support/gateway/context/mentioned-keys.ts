import type { PoliciesInForce } from '../../authorization/policies-in-force.ts';
import type { Policy } from '../../authorization/policy.ts';

const byPolicy = new WeakMap<Policy, readonly string[]>();

/** The condition keys, in lower case, that policies ask for in conditions or policy variables. */
export function mentionedKeys({ identity, resource, session = [] }: PoliciesInForce): Set<string> {
  const keys = new Set<string>();
  for (const { policy } of identity) for (const key of keysOf(policy)) keys.add(key);
  for (const { policy } of session) for (const key of keysOf(policy)) keys.add(key);
  if (resource) for (const key of keysOf(resource.policy)) keys.add(key);
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
