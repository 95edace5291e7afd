import { conditionKey } from '../../gateway/context/condition-keys.ts';
import { openKeys, resultOfUse, type UseAccess } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessWorld } from '../access-world.ts';
import type { SamplesOfKeys } from '../condition-samples.ts';
import { decideUse } from '../decide-use.ts';
import { type Assignment, exploreClasses, undecidedClass } from '../explore-classes.ts';
import type { PolicyChange } from './policy-change.ts';

/**
 * Decides who may make a change, for every class of requests that conditions tell apart. The condition keys of the request's own input
 * have the values of this change. So a grant of its own is none that AWS makes for a resource.
 */
export async function decidedChange(
  world: AccessWorld,
  who: AccessPrincipal,
  change: PolicyChange,
): Promise<UseAccess> {
  const { use } = change;
  const open = openKeys(world, who);
  const classes = await exploreClasses((when) => decideUse(world, who, use, { when, open }), {
    samples: samplesOfChange(world.samplesFor(who, [use.resource]), change),
    undecided: undecidedClass,
  });
  const result = resultOfUse(classes);
  return { use, result, classes: classes.map((one) => ({ ...one, when: withoutInput(one.when) })) };
}

function samplesOfChange(all: SamplesOfKeys, { states = {} }: PolicyChange): SamplesOfKeys {
  const stated = new Map(Object.entries(states).map(([key, values]) => [key.toLowerCase(), values]));
  return {
    of: (key) => (isOfInput(key) ? { values: [stated.get(key.toLowerCase())] } : all.of(key)),
  };
}

/** The keys that the circumstances of a request decide, without those of its input. */
function withoutInput(when: Assignment): Assignment {
  return new Map([...when].filter(([key]) => !isOfInput(key)));
}

function isOfInput(key: string): boolean {
  return conditionKey(key.toLowerCase())?.from === 'operation';
}
