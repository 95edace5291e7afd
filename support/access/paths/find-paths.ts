import { AccessGates } from '../access-gates.ts';
import { decidedUse, openKeys, type UseAccess } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { CandidateUses } from '../candidate-uses.ts';
import { GroupedResults, nameOfUse } from '../grouped-results.ts';
import { type AccessPath, pathKind } from './access-path.ts';
import { ChangeTargets } from './change-targets.ts';
import { type Changed, ChangeTrials } from './change-trials.ts';
import { type Move, Moves } from './moves.ts';

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

/** A principal that was reached, and the way to it. */
interface Reached {
  readonly actor: AccessPrincipal;
  readonly moves: readonly Move[];
  readonly changes: number;
}

/** A way of one principal on which more changes may be made at its end. */
interface Ending {
  readonly who: AccessPrincipal;
  readonly reached: readonly Reached[];
  readonly one: Reached;
  /** The changes that are made beside those on the way. */
  readonly own: number;
  readonly trials: ChangeTrials;
}

/** The accesses that are looked for. */
export type Sought = readonly AccessUse[] | 'all';

/**
 * Finds the ways to accesses. Of each principal and access it finds the way with the fewest changes, and of these the one with the
 * fewest roles. Every change is made and tried in a copy of the scenario, so that control policies, boundaries and denials count.
 */
export class PathFinder {
  readonly #world: AccessWorld;
  readonly #ways: Ways;
  readonly #sought: ReadonlyMap<string, AccessUse> | 'all';
  readonly #gates: AccessGates;
  readonly #results: GroupedResults;
  readonly #candidates: CandidateUses;
  readonly #moves: Moves;
  readonly #targets: ChangeTargets;
  /** Trials of the uses that are sought, which principals share. */
  readonly #trials: ChangeTrials;
  #within: Promise<ReadonlySet<string> | undefined> | undefined;
  readonly #movesOf = new Map<string, Promise<readonly Move[]>>();

  /** Looks for some uses, or for every use of a class of access on a resource of the scenario. */
  constructor(world: AccessWorld, sought: Sought, ways: Ways) {
    this.#world = world;
    this.#ways = ways;
    this.#sought = sought === 'all' ? sought : new Map(sought.map((use) => [nameOfUse(use), use]));
    this.#gates = new AccessGates(world);
    this.#results = new GroupedResults(world, this.#gates);
    this.#candidates = new CandidateUses(world, this.#gates);
    this.#moves = new Moves(world, this.#gates, this.#results);
    this.#targets = new ChangeTargets(world, {
      gates: this.#gates,
      results: this.#results,
      candidates: this.#candidates,
    });
    this.#trials = this.#newTrials();
  }

  #newTrials(): ChangeTrials {
    return new ChangeTrials(this.#world, this.#results, this.#targets);
  }

  /** The best way of a principal to each access that it comes to, by the names of the uses. `onReached` hears of each principal on its ways. */
  async pathsOf(
    who: AccessPrincipal,
    onReached: () => void = () => {},
  ): Promise<ReadonlyMap<string, AccessPath>> {
    const found = new Map<string, AccessPath>();
    if (this.#sought !== 'all') {
      if (!((await this.concerned())?.has(who.id) ?? true)) return found;
      const itself: Reached = { actor: who, moves: [], changes: 0 };
      await this.#end({ who, one: itself, own: 0, reached: [itself], trials: this.#trials }, found);
    }
    const isDone = () => this.#sought !== 'all' && found.size === this.#sought.size;
    const reached = isDone() ? [] : await this.#reachedFrom(who);
    // Trials of every use leave out those that the principal comes to already.
    const trials = this.#sought === 'all' ? this.#newTrials() : this.#trials;
    for (let changes = 0; changes <= (this.#ways.change ? MOST_CHANGES : 0); changes++)
      for (const one of reached) {
        if (isDone()) return found;
        const own = changes - one.changes;
        if (own >= 0) await this.#end({ who, reached, one, own, trials }, found);
        if (changes === 0) onReached();
      }
    return found;
  }

  /** The result of a use without any step. */
  direct(who: AccessPrincipal, use: AccessUse) {
    return this.#results.of(who, use);
  }

  /** The uses of every class that policies may give a principal by themselves. */
  *mayHave(who: AccessPrincipal): Generator<AccessUse> {
    for (const { use } of this.#candidates.of(who)) yield use;
  }

  /** The principals that may come to an access that is sought; undefined if they are not told apart. */
  concerned(): Promise<ReadonlySet<string> | undefined> {
    this.#within ??= this.#findConcerned();
    return this.#within;
  }

  async #findConcerned(): Promise<ReadonlySet<string> | undefined> {
    if (this.#sought === 'all') return undefined;
    const found = new Set<string>();
    const add = (id: string) => found.add(id);
    for (const use of this.#sought.values()) {
      for (const who of this.#candidates.principalsFor(use))
        if (await this.#results.isPossible(who, use)) add(who.id);
      if (this.#ways.change) await this.#addChanging(use, add);
    }
    if (!this.#ways.assume && !this.#ways.change) return found;
    const principals = new Map(this.#world.principals.map((principal) => [principal.id, principal]));
    for (const id of found) {
      const to = principals.get(id);
      if (to !== undefined) for (const who of await this.#moves.into(to, this.#ways)) add(who.id);
    }
    return found;
  }

  /** Adds the principals to which changes may give a use, and those that may make the changes. */
  async #addChanging(use: AccessUse, add: (id: string) => void): Promise<void> {
    for (const actor of this.#world.principals) {
      if (!(await this.#targets.isInReach(actor, use))) continue;
      const makers = this.#targets.makersFor(actor);
      const changes = await this.#targets.of(actor, use);
      if (makers.size === 0 && !changes.some((change) => this.#gates.mayPass(actor, change.use))) continue;
      for (const id of [actor.id, ...makers]) add(id);
    }
  }

  /** Adds the paths that end with a reached principal, after exactly so many changes of its own. */
  async #end({ who, reached, one, own, trials }: Ending, found: Map<string, AccessPath>): Promise<void> {
    const { actor } = one;
    if (own === 0) {
      for (const use of this.#mayHave(actor)) {
        const name = nameOfUse(use);
        if (found.has(name) || !(await this.#results.isPossible(actor, use))) continue;
        found.set(name, await this.#path(who, one, { steps: [], access: await this.#decided(actor, use) }));
      }
      return;
    }
    const makers = this.#makersFor(actor, reached);
    const pending = () =>
      this.#sought === 'all'
        ? this.#candidates.all().filter((use) => !found.has(nameOfUse(use)))
        : [...this.#sought.values()];
    for (const [name, changed] of await trials.after(own, { actor, makers, pending }))
      if (!found.has(name)) found.set(name, await this.#path(who, one, changed));
  }

  *#mayHave(actor: AccessPrincipal): Generator<AccessUse> {
    if (this.#sought === 'all') yield* this.mayHave(actor);
    else yield* this.#sought.values();
  }

  /** The principals on the ways that may change the policies of one, itself first. Others change them without a change on the way to them. */
  #makersFor(actor: AccessPrincipal, reached: readonly Reached[]): readonly AccessPrincipal[] {
    const makers = this.#targets.makersFor(actor);
    if (makers.size === 0) return [actor];
    const others = reached.filter(
      (one) => one.changes === 0 && one.actor.id !== actor.id && makers.has(one.actor.id),
    );
    return [actor, ...others.map((one) => one.actor)];
  }

  async #path(who: AccessPrincipal, { actor, moves }: Reached, changed: Changed): Promise<AccessPath> {
    const way = (await Promise.all(moves.map((move) => move.steps()))).flat();
    const byOthers = changed.steps.filter(({ by }) => by.id !== actor.id);
    const byActor = changed.steps.filter(({ by }) => by.id === actor.id);
    const steps = [...byOthers, ...way, ...byActor];
    return { who, kind: pathKind(steps, changed.access), steps, actor, access: changed.access };
  }

  /** The principals that one can become, itself first, with the fewest changes and moves. */
  async #reachedFrom(who: AccessPrincipal): Promise<readonly Reached[]> {
    const reached: Reached[] = [{ actor: who, moves: [], changes: 0 }];
    const known = new Map([[who.id, 0]]);
    for (const one of reached) {
      if (one.moves.length >= MOST_MOVES) continue;
      for (const move of await this.#movesFrom(one.actor)) {
        const changes = one.changes + move.changes;
        if (changes > MOST_CHANGES || (known.get(move.to.id) ?? Number.POSITIVE_INFINITY) <= changes)
          continue;
        known.set(move.to.id, changes);
        reached.push({ actor: move.to, moves: [...one.moves, move], changes });
      }
    }
    return reached;
  }

  #movesFrom(who: AccessPrincipal): Promise<readonly Move[]> {
    const known = this.#movesOf.get(who.id) ?? this.#findMoves(who);
    this.#movesOf.set(who.id, known);
    return known;
  }

  async #findMoves(who: AccessPrincipal): Promise<readonly Move[]> {
    const within = await this.concerned();
    return [
      ...(this.#ways.assume ? await this.#moves.assumptions(who, within) : []),
      ...(this.#ways.change ? await this.#moves.takeovers(who, within) : []),
    ];
  }

  #decided(who: AccessPrincipal, use: AccessUse): Promise<UseAccess> {
    return decidedUse(this.#world, who, use, openKeys(this.#world, who));
  }
}
