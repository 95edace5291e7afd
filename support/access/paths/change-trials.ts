import { decidedUse, openKeys, type UseAccess } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { type GroupedResults, nameOfUse } from '../grouped-results.ts';
import { isPossible, type PathStep } from './access-path.ts';
import type { ChangeTargets } from './change-targets.ts';
import { decidedChange } from './decided-change.ts';
import { isMade } from './make-change.ts';
import type { PolicyChange } from './policy-change.ts';

/** An access after changes. */
export interface Changed {
  readonly steps: readonly PathStep[];
  readonly access: UseAccess;
}

/** The accesses that changes give, by the names of the uses. */
type ChangedByUse = ReadonlyMap<string, Changed>;

/** A principal whose accesses are tried after changes. */
interface Trial {
  readonly actor: AccessPrincipal;
  /** The principals that may change its own policies, itself first. */
  readonly makers: readonly AccessPrincipal[];
  /** The uses that it does not come to with fewer changes. */
  readonly pending: () => readonly AccessUse[];
}

/** A trial that goes on: the uses that may still be given, and the accesses that were found. */
interface Going extends Trial {
  readonly waiting: readonly AccessUse[];
  readonly found: Map<string, Changed>;
}

/**
 * Tries changes to the policies of a principal, of resources and of their keys, one and two at a time. Each change is made in a copy of
 * the scenario, and one copy serves every use. A change that no principal may make is left out.
 */
export class ChangeTrials {
  readonly #world: AccessWorld;
  readonly #results: GroupedResults;
  readonly #targets: ChangeTargets;
  readonly #known = new Map<string, Promise<ChangedByUse>>();

  constructor(world: AccessWorld, results: GroupedResults, targets: ChangeTargets) {
    this.#world = world;
    this.#results = results;
    this.#targets = targets;
  }

  /** The accesses that exactly so many changes give a principal, and that fewer do not. */
  after(changes: number, trial: Trial): Promise<ChangedByUse> {
    const id = [changes, ...trial.makers.map((maker) => maker.id)].join('\n');
    const known = this.#known.get(id) ?? this.#tried(changes, trial);
    this.#known.set(id, known);
    return known;
  }

  async #tried(changes: number, trial: Trial): Promise<ChangedByUse> {
    const { actor } = trial;
    const found = new Map<string, Changed>();
    const own = this.#targets.own(actor);
    const waiting = await this.#waitingFor(trial, own);
    const going = { ...trial, waiting, found };
    if (waiting.length === 0) return found;
    if (changes === 1) await this.#tryOnes(going);
    else await this.#tryPairs(going, own);
    return found;
  }

  /** The uses that changes may give, of which some principal may make the first. */
  async #waitingFor(trial: Trial, own: readonly PolicyChange[]): Promise<readonly AccessUse[]> {
    const { actor, makers, pending } = trial;
    const isOwnMade = await this.#anyMade(makers, own);
    const changeable = isOwnMade ? undefined : await this.#targets.changeable(actor);
    if (changeable?.size === 0) return [];
    const waiting: AccessUse[] = [];
    for (const use of pending()) {
      const { id, key } = use.resource;
      if (changeable?.has(id) === false && key === undefined) continue;
      if (!(await this.#targets.isInReach(actor, use))) continue;
      if (isOwnMade || (await this.#anyMade([actor], await this.#targets.of(actor, use)))) waiting.push(use);
    }
    return waiting;
  }

  async #anyMade(makers: readonly AccessPrincipal[], changes: readonly PolicyChange[]): Promise<boolean> {
    for (const change of changes)
      for (const by of makers) if (await this.#results.mayBePossible(by, change.use)) return true;
    return false;
  }

  /** Tries one change: each of the principal's own for every use, and those at each resource. */
  async #tryOnes(going: Going): Promise<void> {
    const { actor, makers, waiting } = going;
    for (const change of this.#targets.own(actor))
      await this.#made(makers, change, (step) => this.#decideAll(going, waiting, [step]));
    for (const use of waiting)
      for (const change of await this.#targets.of(actor, use)) {
        if (going.found.has(nameOfUse(use))) break;
        await this.#made([actor], change, (step) => this.#decideAll(going, [use], [step]));
      }
  }

  /** Tries two changes. One of the principal's own after another of them gives more only if it replaces a document, or
   * if the first gave less than everything. */
  async #tryPairs(going: Going, own: readonly PolicyChange[]): Promise<void> {
    const { actor, makers, waiting } = going;
    for (const first of own)
      await this.#made(makers, first, async (step) => {
        for (const second of own)
          if ((second.replaces || first.isPartial) && second !== first)
            await this.#made(makers, second, (next) => this.#decideAll(going, waiting, [step, next]), true);
        for (const use of waiting) await this.#trySecond(going, use, { step, first });
      });
    for (const use of waiting)
      for (const first of await this.#targets.of(actor, use)) {
        if (going.found.has(nameOfUse(use))) break;
        await this.#made([actor], first, async (step) => {
          for (const second of own)
            await this.#made(makers, second, (next) => this.#decideAll(going, [use], [step, next]), true);
          await this.#trySecond(going, use, { step, first });
        });
      }
  }

  /** Tries each change at the resource of a use after another change. */
  async #trySecond(
    going: Going,
    use: AccessUse,
    { step, first }: { readonly step: PathStep; readonly first: PolicyChange },
  ): Promise<void> {
    for (const second of await this.#targets.of(going.actor, use)) {
      if (second === first || going.found.has(nameOfUse(use))) continue;
      await this.#made([going.actor], second, (next) => this.#decideAll(going, [use], [step, next]), true);
    }
  }

  async #decideAll(
    { actor, found }: Going,
    uses: readonly AccessUse[],
    steps: readonly PathStep[],
  ): Promise<void> {
    for (const use of uses) {
      const name = nameOfUse(use);
      if (found.has(name)) continue;
      const access = await this.#decided(actor, use);
      if (isPossible(access)) found.set(name, { steps, access });
    }
  }

  /** Makes a change in a copy, if one of some principals may make it, and goes on there. Everything is put back. */
  async #made(
    makers: readonly AccessPrincipal[],
    change: PolicyChange,
    goOn: (step: PathStep) => Promise<void>,
    isAfterAnother = false,
  ): Promise<void> {
    const step = await this.#stepBy(makers, change, isAfterAnother);
    if (step === undefined) return;
    const restore = this.#world.played.gateway.tryOut();
    try {
      if (await isMade(this.#world, change)) await goOn(step);
    } finally {
      restore();
    }
  }

  /** The change as the first principal makes it that may; undefined if none may. */
  async #stepBy(
    makers: readonly AccessPrincipal[],
    change: PolicyChange,
    isAfterAnother: boolean,
  ): Promise<PathStep | undefined> {
    for (const by of makers) {
      // Results of groups hold for the policies as they are.
      if (!isAfterAnother && !(await this.#results.mayBePossible(by, change.use))) continue;
      const access = await decidedChange(this.#world, by, change);
      if (isPossible(access)) return { kind: 'change', by, access };
    }
    return undefined;
  }

  #decided(who: AccessPrincipal, use: AccessUse): Promise<UseAccess> {
    return decidedUse(this.#world, who, use, openKeys(this.#world, who));
  }
}
