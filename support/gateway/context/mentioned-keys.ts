import { compile } from '../../authorization/compiling/compiled-policy.ts';
import type { NamedPolicy, PoliciesInForce } from '../../authorization/terms/policies-in-force.ts';

const NONE: ReadonlySet<string> = new Set();

/** The keys of lists of policies: a list is kept for all decisions about its principal or account. */
const ofLists = new WeakMap<readonly NamedPolicy[], ReadonlySet<string>>();

/** The condition keys, in lower case, that policies ask for in conditions or policy variables. */
export function mentionedKeys(policies: PoliciesInForce): ReadonlySet<string> {
  const { identity, session = [], serviceControl = [], resourceControl = [] } = policies;
  let keys = NONE;
  for (const list of [identity, session, ...serviceControl, ...resourceControl])
    keys = joined(keys, keysOf(list));
  for (const single of [policies.resource, policies.boundary, policies.endpoint])
    if (single !== undefined) keys = joined(keys, keysOfOne(single));
  return keys;
}

function keysOf(list: readonly NamedPolicy[]): ReadonlySet<string> {
  const [first, second] = list;
  if (second === undefined) return first === undefined ? NONE : keysOfOne(first);
  let keys = ofLists.get(list);
  if (keys === undefined) {
    keys = list.reduce((some, policy) => joined(some, keysOfOne(policy)), NONE);
    ofLists.set(list, keys);
  }
  return keys;
}

function keysOfOne({ policy }: NamedPolicy): ReadonlySet<string> {
  return compile(policy).mentionedKeys;
}

/** Most policies mention no key: then nothing is copied. */
function joined(some: ReadonlySet<string>, more: ReadonlySet<string>): ReadonlySet<string> {
  if (more.size === 0) return some;
  return some.size === 0 ? more : new Set([...some, ...more]);
}
