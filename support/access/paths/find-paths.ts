import { decidedUse, openKeys, type UseAccess } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { clientsOf } from '../clients-of.ts';
import { type AccessPath, changesIn, isPossible, type PathStep } from './access-path.ts';
import { isRefusal, type Moves } from './moves.ts';
import { changesFor, type PolicyChange } from './policy-changes.ts';

/** The ways that are searched: directly and by grants always. */
export interface Ways {
  /** By assuming roles. */
  readonly assume: boolean;
  /** By changing policies first. */
  readonly change: boolean;
}

/** The most changes on a path, and the most roles in a chain. */
const MOST_CHANGES = 2;
const MOST_MOVES = 5;

/** A principal that was reached, and the steps to it. */
interface Reached {
  readonly actor: AccessPrincipal;
  readonly steps: readonly PathStep[];
  readonly moves: number;
}

/** An access after changes by the principal itself. */
interface Changed {
  readonly steps: readonly PathStep[];
  readonly access: UseAccess;
}

/**
 * Finds the ways to one access. Of each principal it finds the way with the fewest changes, and of these the one with the
 * fewest roles. Every change is made and tried in a copy of the scenario, so that control policies, boundaries and denials count.
 */
export class PathFinder {
  readonly #world: AccessWorld;
  readonly #moves: Moves;
  readonly #use: AccessUse;
  readonly #ways: Ways;
  readonly #direct = new Map<string, Promise<UseAccess>>();
  readonly #changed = new Map<string, Promise<Changed | undefined>>();

  constructor(world: AccessWorld, moves: Moves, use: AccessUse, ways: Ways) {
    this.#world = world;
    this.#moves = moves;
    this.#use = use;
    this.#ways = ways;
  }

  /** The best way of a principal; undefined if there is none. */
  async pathOf(who: AccessPrincipal): Promise<AccessPath | undefined> {
    const reached = await this.#reachedFrom(who);
    for (let changes = 0; changes <= (this.#ways.change ? MOST_CHANGES : 0); changes++) {
      for (const one of reached) {
        const path = await this.#pathAt(who, one, { changes, makers: reached });
        if (path !== undefined) return path;
      }
    }
    return undefined;
  }

  /** The decision without any step. */
  direct(who: AccessPrincipal): Promise<UseAccess> {
    const known = this.#direct.get(who.id);
    const access = known ?? decidedUse(this.#world, who, this.#use, openKeys(this.#world));
    this.#direct.set(who.id, access);
    return access;
  }

  /** The path that ends with a reached principal, after exactly so many changes. */
  async #pathAt(
    who: AccessPrincipal,
    one: Reached,
    { changes, makers }: { readonly changes: number; readonly makers: readonly Reached[] },
  ): Promise<AccessPath | undefined> {
    const { actor, steps } = one;
    const own = changes - changesIn(steps);
    if (own < 0) return undefined;
    if (own === 0) {
      const access = await this.direct(actor);
      return isPossible(access) ? { who, kind: kindOf(steps, access), steps, actor, access } : undefined;
    }
    // Others change the policies of the principal without a change on the way to them.
    const others = makers.filter((maker) => changesIn(maker.steps) === 0).map((maker) => maker.actor);
    const changed = await this.#afterChanges(actor, others);
    if (changed === undefined || changed.steps.length !== own) return undefined;
    const byOthers = changed.steps.filter(({ by }) => by.id !== actor.id);
    const byActor = changed.steps.filter(({ by }) => by.id === actor.id);
    const all = [...byOthers, ...steps, ...byActor];
    return { who, kind: 'change', steps: all, actor, access: changed.access };
  }

  /** The principals that one can become, itself first, with the fewest changes and moves. */
  async #reachedFrom(who: AccessPrincipal): Promise<readonly Reached[]> {
    const reached: Reached[] = [{ actor: who, steps: [], moves: 0 }];
    const known = new Map([[who.id, 0]]);
    for (const one of reached) {
      if (one.moves >= MOST_MOVES) continue;
      const moves = [
        ...(this.#ways.assume ? await this.#moves.assumptions(one.actor) : []),
        ...(this.#ways.change ? await this.#moves.takeovers(one.actor) : []),
      ];
      for (const { to, steps } of moves) {
        const all = [...one.steps, ...steps];
        const changes = changesIn(all);
        if (changes > MOST_CHANGES || (known.get(to.id) ?? Number.POSITIVE_INFINITY) <= changes) continue;
        known.set(to.id, changes);
        reached.push({ actor: to, steps: all, moves: one.moves + 1 });
      }
    }
    return reached;
  }

  #afterChanges(actor: AccessPrincipal, others: readonly AccessPrincipal[]): Promise<Changed | undefined> {
    const makers = [actor, ...others.filter(({ id }) => id !== actor.id)];
    const id = makers.map((maker) => maker.id).join(' ');
    const found = this.#changed.get(id) ?? this.#tryChanges(actor, makers);
    this.#changed.set(id, found);
    return found;
  }

  /** The fewest changes to the policies of a principal and of the resource that give the principal the access. */
  async #tryChanges(
    actor: AccessPrincipal,
    makers: readonly AccessPrincipal[],
  ): Promise<Changed | undefined> {
    if (actor.idle !== undefined) return undefined;
    const changes = changesFor(this.#world, actor, this.#use, await this.#keyArn());
    let waiting: readonly (readonly PolicyChange[])[] = [[]];
    for (let depth = 1; depth <= MOST_CHANGES; depth++) {
      const made: (readonly PolicyChange[])[] = [];
      for (const before of waiting)
        for (const change of changes) {
          if (before.includes(change)) continue;
          const order = [...before, change];
          const tried = await this.#tryOrder(actor, makers, order);
          if (tried === undefined) continue;
          if (isPossible(tried.access)) return tried;
          made.push(order);
        }
      waiting = made;
    }
    return undefined;
  }

  /** The key that is asked for, or the one of the resource. */
  async #keyArn(): Promise<string | undefined> {
    const { resource } = this.#use;
    if (resource.kind === 'key') return resource.arn;
    return resource.key && (await this.#world.keyArn(resource.key.reference, resource.accountId));
  }

  /** Makes changes in order and decides the access; undefined if one of them is refused. Everything is put back. */
  async #tryOrder(
    actor: AccessPrincipal,
    makers: readonly AccessPrincipal[],
    changes: readonly PolicyChange[],
  ): Promise<Changed | undefined> {
    const [first] = changes;
    const firstMakers = first?.isOwn ? makers : [actor];
    // A copy of a large scenario takes time: none is made if the policies as they are let no maker make the first change.
    if (first !== undefined && !firstMakers.some((by) => this.#moves.gates.mayPass(by, first.use)))
      return undefined;
    const steps: PathStep[] = [];
    const restore = this.#world.played.gateway.checkpoint();
    try {
      for (const change of changes) {
        const step = await this.#madeBy(change.isOwn ? makers : [actor], change);
        if (step === undefined) return undefined;
        steps.push(step);
      }
      return { steps, access: await decidedUse(this.#world, actor, this.#use, openKeys(this.#world)) };
    } finally {
      restore();
    }
  }

  /** Makes a change as the first principal that may; undefined if none may. */
  async #madeBy(
    makers: readonly AccessPrincipal[],
    { use, make }: PolicyChange,
  ): Promise<PathStep | undefined> {
    for (const by of makers) {
      if (by.idle !== undefined) continue;
      const access = await decidedUse(this.#world, by, use, openKeys(this.#world));
      if (!isPossible(access)) continue;
      try {
        await make(await clientsOf(this.#world, by));
        return { kind: 'change', by, access };
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
    }
    return undefined;
  }
}

function kindOf(steps: readonly PathStep[], { classes }: UseAccess): AccessPath['kind'] {
  if (changesIn(steps) > 0) return 'change';
  if (steps.length > 0) return 'assume';
  const statements = classes.flatMap(({ decisions }) =>
    decisions.flatMap((decision) => (decision.result === 'Granted' ? decision.statements : [])),
  );
  return statements.some(({ layer }) => layer === 'grant') ? 'grant' : 'directly';
}
