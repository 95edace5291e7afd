import { compile } from '../../authorization/compiling/compiled-policy.ts';
import type { NamedPolicy, PoliciesInForce } from '../../authorization/terms/policies-in-force.ts';

/** The condition keys, in lower case, that policies ask for in conditions or policy variables. */
export function mentionedKeys(policies: PoliciesInForce): ReadonlySet<string> {
  const { identity, session = [], serviceControl = [], resourceControl = [] } = policies;
  const keys = new Set<string>();
  const add = ({ policy }: NamedPolicy) => {
    for (const key of compile(policy).mentionedKeys) keys.add(key);
  };
  for (const list of [identity, session, ...serviceControl, ...resourceControl]) list.forEach(add);
  for (const single of [policies.resource, policies.boundary, policies.endpoint]) if (single) add(single);
  return keys;
}
