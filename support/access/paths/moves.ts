import { decidedUse, openKeys } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessWorld } from '../access-world.ts';
import { clientsOf } from '../clients-of.ts';
import { isPossible, type PathStep } from './access-path.ts';
import { arnOf, trustChange } from './policy-changes.ts';

/** A move from one principal to another. */
export interface Move {
  readonly to: AccessPrincipal;
  readonly steps: readonly PathStep[];
}

/** The moves of the principals of a world. They do not depend on the access that is asked for. */
export class Moves {
  readonly #world: AccessWorld;
  readonly #assumptions = new Map<string, Promise<readonly Move[]>>();
  readonly #takeovers = new Map<string, Promise<readonly Move[]>>();

  constructor(world: AccessWorld) {
    this.#world = world;
  }

  /** The roles that a principal can assume as policies are. */
  assumptions(who: AccessPrincipal): Promise<readonly Move[]> {
    return kept(this.#assumptions, who.id, () => this.#assumptionsOf(who));
  }

  /** The users and roles that a principal can become after a change: of a trust policy, or of the access keys of a user. */
  takeovers(who: AccessPrincipal): Promise<readonly Move[]> {
    return kept(this.#takeovers, who.id, () => this.#takeoversOf(who));
  }

  async #assumptionsOf(who: AccessPrincipal): Promise<readonly Move[]> {
    const moves: Move[] = [];
    for (const to of this.#others(who, 'role')) {
      const access = await this.#decided(who, to, 'sts:AssumeRole');
      if (isPossible(access)) moves.push({ to, steps: [{ kind: 'assume', by: who, access }] });
    }
    return moves;
  }

  async #takeoversOf(who: AccessPrincipal): Promise<readonly Move[]> {
    const moves: Move[] = [];
    for (const to of this.#others(who, 'user')) {
      const access = await this.#decided(who, to, 'iam:CreateAccessKey');
      if (isPossible(access)) moves.push({ to, steps: [{ kind: 'become', by: who, access }] });
    }
    for (const to of this.#others(who, 'role')) {
      const move = await this.#takenRole(who, to);
      if (move !== undefined) moves.push(move);
    }
    return moves;
  }

  /** The takeover of a role: its trust policy is changed and the role assumed, which is tried. */
  async #takenRole(who: AccessPrincipal, to: AccessPrincipal): Promise<Move | undefined> {
    const arn = arnOf(who);
    const resource = this.#world.resources.find(({ id }) => id === to.id);
    if (arn === undefined || resource === undefined || who.idle !== undefined) return undefined;
    const change = trustChange(arn, resource);
    const access = await decidedUse(this.#world, who, change.use, openKeys(this.#world));
    if (!isPossible(access)) return undefined;
    const restore = this.#world.played.gateway.checkpoint();
    try {
      await change.make(await clientsOf(this.#world, who));
      const assumed = await this.#decided(who, to, 'sts:AssumeRole');
      if (!isPossible(assumed)) return undefined;
      const steps = [
        { kind: 'change', by: who, access },
        { kind: 'assume', by: who, access: assumed },
      ] as const;
      return { to, steps };
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw error;
    } finally {
      restore();
    }
  }

  #others(who: AccessPrincipal, kind: 'role' | 'user'): readonly AccessPrincipal[] {
    return this.#world.principals.filter((other) => other.kind === kind && other.id !== who.id);
  }

  #decided(who: AccessPrincipal, to: AccessPrincipal, action: string) {
    const resource = this.#world.resources.find(({ id }) => id === to.id);
    if (resource === undefined) throw new TypeError(`${to.id} is not among the resources`);
    return decidedUse(this.#world, who, { action: { action }, resource }, openKeys(this.#world));
  }
}

/** True for an error that a service answered with: the request was refused. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && '$metadata' in error;
}

function kept<Value>(known: Map<string, Promise<Value>>, id: string, make: () => Promise<Value>) {
  const found = known.get(id) ?? make();
  known.set(id, found);
  return found;
}
