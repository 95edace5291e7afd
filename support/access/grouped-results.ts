import type { AccessGates } from './access-gates.ts';
import { decidedUse, openKeys, type UseResult } from './access-matrix.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';
import { DecisionGroups } from './decision-groups.ts';

/** The results of uses as policies are, each decided once for a group of principals. A principal that no request can give a use is denied it. */
export class GroupedResults {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #groups: DecisionGroups;
  readonly #known = new Map<string, Promise<UseResult>>();

  constructor(world: AccessWorld, gates: AccessGates) {
    this.#world = world;
    this.#gates = gates;
    this.#groups = new DecisionGroups(world, gates);
  }

  /** The result of a use, over all classes of requests. */
  async of(who: AccessPrincipal, use: AccessUse): Promise<UseResult> {
    if (!this.#gates.mayPass(who, use)) return 'denied';
    const group = this.#groups.of(who, use) ?? `alone ${who.id}`;
    const name = `${nameOfUse(use)} ${group}`;
    const known = this.#known.get(name) ?? this.#decided(who, use);
    this.#known.set(name, known);
    return known;
  }

  /** True if a use is allowed to some class of requests, and decided for all. */
  async isPossible(who: AccessPrincipal, use: AccessUse): Promise<boolean> {
    const result = await this.of(who, use);
    return result === 'allowed' || result === 'conditional';
  }

  /** True for a use that is not simply denied: it may be possible to some class of requests. */
  async mayBePossible(who: AccessPrincipal, use: AccessUse): Promise<boolean> {
    return (await this.of(who, use)) !== 'denied';
  }

  async #decided(who: AccessPrincipal, use: AccessUse): Promise<UseResult> {
    return (await decidedUse(this.#world, who, use, openKeys(this.#world, who))).result;
  }
}

/** The name of a use among all uses of a scenario. */
export function nameOfUse({ resource, action, object }: AccessUse): string {
  return `${resource.id} ${action.action}${object === undefined ? '' : ` ${object}`}`;
}
