import { decidedUse, openKeys, type UseAccess } from '../../access-matrix.ts';
import type { AccessPrincipal } from '../../access-principals.ts';
import type { AccessUse } from '../../access-use.ts';
import type { AccessWorld } from '../../access-world.ts';
import { isPossible } from '../access-path.ts';
import { decidedChange } from '../decided-change.ts';
import { isMade } from '../make-change.ts';
import { ownChanges } from '../own-changes.ts';
import type { PolicyChange } from '../policy-change.ts';
import { arnOf, keyChanges, resourceChanges, trustChange } from '../resource-changes.ts';

/** A way as texts: the steps, and the principal at the end. */
export interface PlainPath {
  readonly steps: readonly string[];
  readonly as: string;
}

interface Reached {
  readonly actor: AccessPrincipal;
  readonly steps: readonly Step[];
  readonly moves: number;
}

interface Step {
  readonly by: string;
  readonly text: string;
  readonly changes: 0 | 1;
}

/**
 * The best ways to an access, found without any shortcut: every principal, every move and every change is decided and tried alone. It
 * is the measure of the search that the commands use.
 */
export class PlainPaths {
  readonly #world: AccessWorld;
  readonly #use: AccessUse;
  readonly #moves = new Map<string, Promise<readonly Reached[]>>();

  constructor(world: AccessWorld, use: AccessUse) {
    this.#world = world;
    this.#use = use;
  }

  async of(who: AccessPrincipal): Promise<PlainPath | undefined> {
    const reached = await this.#reachedFrom(who);
    for (let changes = 0; changes <= 2; changes++)
      for (const one of reached) {
        const own = changes - changesIn(one.steps);
        if (own < 0) continue;
        const path = await this.#endOf(one, own, reached);
        if (path !== undefined) return path;
      }
    return undefined;
  }

  async #endOf(one: Reached, own: number, reached: readonly Reached[]): Promise<PlainPath | undefined> {
    const { actor, steps } = one;
    const told = (all: readonly Step[]) => ({ steps: all.map(({ text }) => text), as: actor.id });
    if (own === 0) return isPossible(await this.#decided(actor, this.#use)) ? told(steps) : undefined;
    const others = reached.filter((other) => changesIn(other.steps) === 0).map((other) => other.actor);
    const makers = [actor, ...others.filter(({ id }) => id !== actor.id)];
    const made = await this.#changed(actor, makers, own);
    if (made === undefined) return undefined;
    const byOthers = made.filter(({ by }) => by !== actor.id);
    return told([...byOthers, ...steps, ...made.filter(({ by }) => by === actor.id)]);
  }

  /** The changes, exactly so many, that give a principal the access; undefined if there are none, or if fewer do. */
  async #changed(actor: AccessPrincipal, makers: readonly AccessPrincipal[], most: number) {
    const { resource } = this.#use;
    const keyArn =
      resource.kind === 'key'
        ? resource.arn
        : resource.key && (await this.#world.keyArn(resource.key.reference, resource.accountId));
    const own = ownChanges(this.#world, actor);
    const all = [
      ...own,
      ...resourceChanges(actor, this.#use),
      ...keyChanges(this.#world, actor, this.#use, keyArn),
    ];
    let waiting: readonly (readonly PolicyChange[])[] = [[]];
    for (let depth = 1; depth <= most; depth++) {
      const next: (readonly PolicyChange[])[] = [];
      for (const before of waiting)
        for (const change of all) {
          if (before.includes(change)) continue;
          const order = [...before, change];
          const tried = await this.#tryOrder(order, (one) => (own.includes(one) ? makers : [actor]), actor);
          if (tried === undefined) continue;
          if (isPossible(tried.access)) return depth === most ? tried.steps : undefined;
          next.push(order);
        }
      waiting = next;
    }
    return undefined;
  }

  async #tryOrder(
    order: readonly PolicyChange[],
    makersOf: (change: PolicyChange) => readonly AccessPrincipal[],
    actor: AccessPrincipal,
  ): Promise<{ readonly steps: readonly Step[]; readonly access: UseAccess } | undefined> {
    const steps: Step[] = [];
    const restore = this.#world.played.gateway.tryOut();
    try {
      for (const change of order) {
        const by = await this.#firstThatMay(makersOf(change), change);
        if (by === undefined || !(await isMade(this.#world, change))) return undefined;
        steps.push(stepOf(by, change.use, 1));
      }
      return { steps, access: await this.#decided(actor, this.#use) };
    } finally {
      restore();
    }
  }

  async #firstThatMay(makers: readonly AccessPrincipal[], change: PolicyChange) {
    for (const by of makers) if (isPossible(await decidedChange(this.#world, by, change))) return by;
    return undefined;
  }

  async #reachedFrom(who: AccessPrincipal): Promise<readonly Reached[]> {
    const reached: Reached[] = [{ actor: who, steps: [], moves: 0 }];
    const known = new Map([[who.id, 0]]);
    for (const one of reached) {
      if (one.moves >= 5) continue;
      for (const { actor, steps } of await this.#movesFrom(one.actor)) {
        const all = [...one.steps, ...steps];
        if (changesIn(all) > 2 || (known.get(actor.id) ?? Number.POSITIVE_INFINITY) <= changesIn(all))
          continue;
        known.set(actor.id, changesIn(all));
        reached.push({ actor, steps: all, moves: one.moves + 1 });
      }
    }
    return reached;
  }

  #movesFrom(who: AccessPrincipal): Promise<readonly Reached[]> {
    const known = this.#moves.get(who.id) ?? this.#findMoves(who);
    this.#moves.set(who.id, known);
    return known;
  }

  async #findMoves(who: AccessPrincipal): Promise<readonly Reached[]> {
    const allowed = async (action: string, kind: string, changes: 0 | 1) => {
      const moves: Reached[] = [];
      for (const actor of this.#world.principals) {
        if (actor.kind !== kind || actor.id === who.id) continue;
        const use = this.#useOn(actor, action);
        if (isPossible(await this.#decided(who, use)))
          moves.push({ actor, steps: [stepOf(who, use, changes)], moves: 1 });
      }
      return moves;
    };
    const moves = [
      ...(await allowed('sts:AssumeRole', 'role', 0)),
      ...(await allowed('iam:CreateAccessKey', 'user', 1)),
    ];
    for (const { actor, steps } of await allowed('iam:UpdateAssumeRolePolicy', 'role', 1)) {
      const arn = arnOf(who);
      const assuming = this.#useOn(actor, 'sts:AssumeRole');
      if (arn === undefined) continue;
      const restore = this.#world.played.gateway.tryOut();
      try {
        if (!(await isMade(this.#world, trustChange(arn, assuming.resource)))) continue;
        if (!isPossible(await this.#decided(who, assuming))) continue;
        moves.push({ actor, steps: [...steps, stepOf(who, assuming, 0)], moves: 1 });
      } finally {
        restore();
      }
    }
    return moves;
  }

  #useOn(to: AccessPrincipal, action: string): AccessUse {
    const resource = this.#world.resources.find(({ id }) => id === to.id);
    if (resource === undefined) throw new TypeError(`${to.id} is not among the resources`);
    return { action: { action }, resource };
  }

  #decided(who: AccessPrincipal, use: AccessUse): Promise<UseAccess> {
    return decidedUse(this.#world, who, use, openKeys(this.#world, who));
  }
}

function stepOf(by: AccessPrincipal, { action, resource }: AccessUse, changes: 0 | 1): Step {
  return { by: by.id, text: `${by.id}: ${action.action} on ${resource.arn}`, changes };
}

function changesIn(steps: readonly Step[]): number {
  return steps.reduce((sum, { changes }) => sum + changes, 0);
}
