import type { Permission } from '../terms/permission.ts';
import type { NamedPolicy } from '../terms/policies-in-force.ts';
import { type Covering, compile } from './compiled-policy.ts';
import { entriesAbout, type Positions, positionsIn } from './positions.ts';
import { wholeArns } from './statements-about.ts';

/** Lists that are shorter are gone through: to look an action and a resource up costs as much. */
const FEW = 8;

/** The number of actions whose policies are kept for each list; a run asks for fewer. */
const MAX_ACTIONS = 1000;

const known = new WeakMap<readonly NamedPolicy[], Map<string, Positions>>();

/**
 * Each policy of a principal that may say something of an action on a resource, in the order of the list. The other policies
 * have no statement about the action, or list other resources in each. What is found is kept as long as the list is.
 */
export function policiesAbout(
  policies: readonly NamedPolicy[],
  { action, resource }: Pick<Permission, 'action' | 'resource'>,
): readonly NamedPolicy[] {
  if (policies.length < FEW) return policies;
  let byAction = known.get(policies);
  if (byAction === undefined) {
    byAction = new Map();
    known.set(policies, byAction);
  }
  let positions = byAction.get(action);
  if (positions === undefined) {
    positions = positionsIn(policies, ({ policy }) => resourcesOf(compile(policy).covering(action)));
    if (byAction.size >= MAX_ACTIONS) byAction.clear();
    byAction.set(action, positions);
  }
  return entriesAbout(policies, positions, resource);
}

/** The resources that the statements about an action list; undefined if one of them may be about others too. */
function resourcesOf({ Deny, Allow }: Covering): ReadonlySet<string> | undefined {
  const resources = new Set<string>();
  for (const statements of [Deny, Allow]) {
    for (const statement of statements) {
      const arns = wholeArns(statement);
      if (arns === undefined) return undefined;
      for (const arn of arns) resources.add(arn);
    }
  }
  return resources;
}
