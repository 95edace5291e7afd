import { AccessGates } from '../access-gates.ts';
import { decidedUse, openKeys } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { CandidateUses } from '../candidate-uses.ts';
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
  readonly #candidates: CandidateUses;
  readonly #resources: ReadonlyMap<string, AccessResource>;
  /** The place of each principal in the order of the principals. */
  readonly #order: ReadonlyMap<string, number>;
  /** Tells apart the principals that cannot have a use as policies are. It knows of no change. */
  readonly gates: AccessGates;

  constructor(world: AccessWorld) {
    this.#world = world;
    this.gates = new AccessGates(world);
    this.#candidates = new CandidateUses(world, this.gates);
    this.#resources = new Map(world.resources.map((resource) => [resource.id, resource]));
    this.#order = new Map(world.principals.map(({ id }, index) => [id, index]));
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
    for (const to of this.#others(who, 'sts:AssumeRole')) {
      const access = await this.#decided(who, to, 'sts:AssumeRole');
      if (isPossible(access)) moves.push({ to, steps: [{ kind: 'assume', by: who, access }] });
    }
    return moves;
  }

  async #takeoversOf(who: AccessPrincipal): Promise<readonly Move[]> {
    const moves: Move[] = [];
    for (const to of this.#others(who, 'iam:CreateAccessKey')) {
      const access = await this.#decided(who, to, 'iam:CreateAccessKey');
      if (isPossible(access)) moves.push({ to, steps: [{ kind: 'become', by: who, access }] });
    }
    for (const to of this.#others(who, 'iam:UpdateAssumeRolePolicy')) {
      const move = await this.#takenRole(who, to);
      if (move !== undefined) moves.push(move);
    }
    return moves;
  }

  /** The takeover of a role: its trust policy is changed and the role assumed, which is tried. */
  async #takenRole(who: AccessPrincipal, to: AccessPrincipal): Promise<Move | undefined> {
    const arn = arnOf(who);
    const resource = this.#resources.get(to.id);
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

  /** The other principals on which one may have an action as policies are, in the order of the principals. */
  #others(who: AccessPrincipal, action: keyof typeof MOVING): readonly AccessPrincipal[] {
    const ids = new Set<string>();
    for (const { use } of this.#candidates.of(who, MOVING[action]))
      if (use.action.action === action && use.resource.id !== who.id) ids.add(use.resource.id);
    const places = [...ids].flatMap((id) => this.#order.get(id) ?? []).toSorted((one, other) => one - other);
    return places.flatMap((place) => this.#world.principals[place] ?? []);
  }

  #decided(who: AccessPrincipal, to: AccessPrincipal, action: string) {
    const resource = this.#resources.get(to.id);
    if (resource === undefined) throw new TypeError(`${to.id} is not among the resources`);
    return decidedUse(this.#world, who, { action: { action }, resource }, openKeys(this.#world));
  }
}

/** The actions by which one principal becomes another, each with the class of access that it belongs to. */
const MOVING = {
  'sts:AssumeRole': { kind: 'role', access: 'assume' },
  'iam:CreateAccessKey': { kind: 'user', access: 'assume' },
  'iam:UpdateAssumeRolePolicy': { kind: 'role', access: 'administer' },
} as const;

/** True for an error that a service answered with: the request was refused. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && '$metadata' in error;
}

function kept<Value>(known: Map<string, Promise<Value>>, id: string, make: () => Promise<Value>) {
  const found = known.get(id) ?? make();
  known.set(id, found);
  return found;
}
