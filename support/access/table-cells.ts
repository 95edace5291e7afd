import { AccessGates } from './access-gates.ts';
import { type AccessCell, type AskedCell, type UseAccess, usesFor } from './access-matrix.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessWorld } from './access-world.ts';
import { DecisionGroups } from './decision-groups.ts';
import { usesWithoutPolicy } from './denied-without-policy.ts';
import { toldClass } from './explore-classes.ts';

/**
 * The cells of a table, decided once for each group of principals. A cell that is allowed or denied has no decisions: its result says all
 * that a table shows. One that no policy denies has its reasons alone. The decisions of a large matrix take much memory.
 */
export class TableCells {
  readonly #groups: DecisionGroups;
  #resource: AccessResource | undefined;
  readonly #results = new Map<string, Pick<AccessCell, 'result' | 'layer'>>();

  constructor(world: AccessWorld) {
    this.#groups = new DecisionGroups(world, new AccessGates(world));
  }

  /** A cell of the table; `decide` decides it alone. */
  async cell(asked: AskedCell, decide: () => Promise<AccessCell>): Promise<AccessCell> {
    const group = this.#groupOf(asked);
    const known = group === undefined ? undefined : this.#results.get(group);
    if (known !== undefined) return { ...asked, ...known, uses: [] };
    const cell = await decide();
    const { result, layer } = cell;
    if (result !== 'allowed' && result !== 'denied') return cell;
    if (result === 'denied' && layer === undefined)
      return { ...cell, uses: usesWithoutPolicy(cell).map(reasonAlone) };
    if (group !== undefined) this.#results.set(group, { result, layer });
    return { ...cell, uses: [] };
  }

  /** The group of a cell: that of each of its uses. */
  #groupOf({ principal, resource, access }: AskedCell): string | undefined {
    if (this.#resource !== resource) this.#results.clear();
    this.#resource = resource;
    let group: string = access;
    for (const use of usesFor(principal, resource, access)) {
      const ofUse = this.#groups.of(principal, use);
      if (ofUse === undefined) return undefined;
      group += `\n${ofUse}`;
    }
    return group;
  }
}

/** A denied use with the class that gives its reason, and without decisions. */
function reasonAlone(use: UseAccess): UseAccess {
  const told = toldClass(use.classes, 'denied');
  return { ...use, classes: told === undefined ? [] : [{ ...told, decisions: [] }] };
}
