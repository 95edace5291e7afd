import type { AccessGates } from '../access-gates.ts';
import { decidedUse, openKeys } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import { type AccessWorld, accountOfPrincipal } from '../access-world.ts';
import { CandidateUses } from '../candidate-uses.ts';
import type { GroupedResults } from '../grouped-results.ts';
import { WITH_TOKEN } from '../token-holders.ts';
import { isPossible, type PathStep } from './access-path.ts';
import { decidedChange } from './decided-change.ts';
import { isMade } from './make-change.ts';
import { arnOf, trustChange } from './resource-changes.ts';

/** A move from one principal to another. */
export interface Move {
  readonly to: AccessPrincipal;
  /** The number of changes on it. */
  readonly changes: 0 | 1;
  /** Decides its steps, with the statements that allow them. */
  readonly steps: () => Promise<readonly PathStep[]>;
}

/** The principals that count: others lead nowhere. */
type Within = ReadonlySet<string> | undefined;

/** The moves of the principals of a world. They do not depend on the access that is asked for. */
export class Moves {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #results: GroupedResults;
  readonly #candidates: CandidateUses;
  readonly #taken = new Map<string, Promise<readonly PathStep[] | undefined>>();
  readonly #resources: ReadonlyMap<string, AccessResource>;
  /** The place of each principal in the order of the principals. */
  readonly #order: ReadonlyMap<string, number>;

  constructor(world: AccessWorld, gates: AccessGates, results: GroupedResults) {
    this.#world = world;
    this.#gates = gates;
    this.#results = results;
    this.#candidates = new CandidateUses(world, gates);
    this.#resources = new Map(world.resources.map((resource) => [resource.id, resource]));
    this.#order = new Map(world.principals.map(({ id }, index) => [id, index]));
  }

  /** The roles that a principal can assume as policies are. */
  async assumptions(who: AccessPrincipal, within?: Within): Promise<readonly Move[]> {
    const action = who.principal.type === 'WebIdentity' ? WITH_TOKEN : 'sts:AssumeRole';
    return this.#allowed(who, action, { within, kind: 'assume', changes: 0 });
  }

  /** The users and roles that a principal can become after a change: of a trust policy, or of the access keys of a user. */
  async takeovers(who: AccessPrincipal, within?: Within): Promise<readonly Move[]> {
    const moves = [
      ...(await this.#allowed(who, 'iam:CreateAccessKey', { within, kind: 'become', changes: 1 })),
    ];
    if (!mayAssume(who)) return moves;
    for (const to of this.#others(who, 'iam:UpdateAssumeRolePolicy', within)) {
      const steps = await this.#takenRole(who, to);
      if (steps !== undefined) moves.push({ to, changes: 1, steps: async () => steps });
    }
    return moves;
  }

  /** The principals that may move to one, in no order: each that can, and some that cannot. */
  async into(to: AccessPrincipal, ways: { readonly change: boolean }): Promise<readonly AccessPrincipal[]> {
    const found: AccessPrincipal[] = [];
    if (to.kind !== 'role' && to.kind !== 'user') return found;
    if (to.kind === 'role') {
      for (const action of ['sts:AssumeRole', WITH_TOKEN]) {
        const use = this.#useOn(to, action);
        for (const who of this.#candidates.principalsFor(use))
          if (await this.#results.isPossible(who, use)) found.push(who);
      }
    }
    if (!ways.change) return found;
    const taking = to.kind === 'role' ? 'iam:UpdateAssumeRolePolicy' : 'iam:CreateAccessKey';
    for (const who of this.#candidates.principalsFor(this.#useOn(to, taking)))
      if (to.kind === 'user' || mayAssume(who)) found.push(who);
    return found;
  }

  async #allowed(
    who: AccessPrincipal,
    action: keyof typeof MOVING,
    {
      within,
      kind,
      changes,
    }: { readonly within: Within; readonly kind: PathStep['kind']; readonly changes: 0 | 1 },
  ): Promise<readonly Move[]> {
    const moves: Move[] = [];
    for (const to of this.#others(who, action, within)) {
      const use = this.#useOn(to, action);
      if (!(await this.#results.isPossible(who, use))) continue;
      moves.push({
        to,
        changes,
        steps: async () => [{ kind, by: who, access: await this.#decided(who, use) }],
      });
    }
    return moves;
  }

  #takenRole(who: AccessPrincipal, to: AccessPrincipal): Promise<readonly PathStep[] | undefined> {
    const id = `${who.id} ${to.id}`;
    const known = this.#taken.get(id) ?? this.#takeRole(who, to);
    this.#taken.set(id, known);
    return known;
  }

  /** The takeover of a role: its trust policy is changed and the role assumed, which is tried. */
  async #takeRole(who: AccessPrincipal, to: AccessPrincipal): Promise<readonly PathStep[] | undefined> {
    const arn = arnOf(who);
    const assuming = this.#useOn(to, 'sts:AssumeRole');
    if (arn === undefined) return undefined;
    const change = trustChange(arn, assuming.resource);
    if (!(await this.#results.mayBePossible(who, change.use))) return undefined;
    // Another account than the role's needs a permission of its own, which no change of the trust policy gives.
    const isElsewhere = accountOfPrincipal(who) !== assuming.resource.accountId;
    if (isElsewhere && !this.#gates.mayAllowSomewhere(who, 'sts:AssumeRole')) return undefined;
    const access = await decidedChange(this.#world, who, change);
    if (!isPossible(access)) return undefined;
    const restore = this.#world.played.gateway.tryOut();
    try {
      if (!(await isMade(this.#world, change))) return undefined;
      const assumed = await this.#decided(who, assuming);
      if (!isPossible(assumed)) return undefined;
      return [
        { kind: 'change', by: who, access },
        { kind: 'assume', by: who, access: assumed },
      ];
    } finally {
      restore();
    }
  }

  /** The other principals on which one may have an action as policies are, in the order of the principals. */
  #others(who: AccessPrincipal, action: keyof typeof MOVING, within: Within): readonly AccessPrincipal[] {
    const ids = new Set<string>();
    for (const { use } of this.#candidates.of(who, MOVING[action])) {
      const { id } = use.resource;
      if (use.action.action === action && id !== who.id && within?.has(id) !== false) ids.add(id);
    }
    const places = [...ids].flatMap((id) => this.#order.get(id) ?? []).toSorted((one, other) => one - other);
    return places.flatMap((place) => this.#world.principals[place] ?? []);
  }

  #decided(who: AccessPrincipal, use: AccessUse) {
    return decidedUse(this.#world, who, use, openKeys(this.#world, who));
  }

  #useOn(to: AccessPrincipal, action: string): AccessUse {
    const resource = this.#resources.get(to.id);
    if (resource === undefined) throw new TypeError(`${to.id} is not among the resources`);
    return { action: { action }, resource };
  }
}

/** The actions by which one principal becomes another, each with the class of access that it belongs to. */
const MOVING = {
  'sts:AssumeRole': { kind: 'role', access: 'assume' },
  [WITH_TOKEN]: { kind: 'role', access: 'assume' },
  'iam:CreateAccessKey': { kind: 'user', access: 'assume' },
  'iam:UpdateAssumeRolePolicy': { kind: 'role', access: 'administer' },
} as const;

/**
 * False for the root user of an account, which can assume no role.
 *
 * Source: AWS STS API reference, AssumeRole.
 */
export function mayAssume({ principal }: AccessPrincipal): boolean {
  return principal.type !== 'Root';
}
