import type { PrincipalElement } from '../authorization/terms/policy.ts';
import { accountOf } from '../aws/principal.ts';
import { ACTIONS_OF_CLASS, type AccessClass, accessClasses, type ResourceKind } from './access-classes.ts';
import type { AccessGates, Gate } from './access-gates.ts';
import { usesOf, usesOfAction } from './access-matrix.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import type { AccessUse } from './access-use.ts';
import type { AccessWorld } from './access-world.ts';

/** A use that belongs to a class of access. */
export interface CandidateUse {
  readonly access: AccessClass;
  readonly use: AccessUse;
  readonly gate: Gate;
}

/** The uses of one action on all resources of a kind, by the accounts of principals that may have them. */
interface UsesOfAction {
  /** On resources of an account, by its id. */
  readonly within: ReadonlyMap<string, readonly CandidateUse[]>;
  /** The part of them whose resource's policy names some principal. */
  readonly namedWithin: ReadonlyMap<string, readonly CandidateUse[]>;
  /** By the account that the resource's policy names. */
  readonly byAccount: ReadonlyMap<string, readonly CandidateUse[]>;
  /** Those whose resource's policy may name every principal, and those that are not read. */
  readonly forEveryone: readonly CandidateUse[];
}

/**
 * Lists the uses that principals may have, without a look at every resource for every principal: a company has millions of such
 * pairs. The law of {@link AccessGates.mayPass} holds for each use that is listed, and for no other.
 */
export class CandidateUses {
  readonly #world: Pick<AccessWorld, 'principals' | 'resources'>;
  readonly #gates: AccessGates;
  readonly #ofAction = new Map<string, UsesOfAction>();
  #all: readonly AccessUse[] | undefined;
  readonly #byAccount: ReadonlyMap<string, readonly AccessPrincipal[]>;
  readonly #byKind: ReadonlyMap<ResourceKind, readonly AccessResource[]>;

  constructor(world: Pick<AccessWorld, 'principals' | 'resources'>, gates: AccessGates) {
    this.#world = world;
    this.#gates = gates;
    this.#byAccount = Map.groupBy(world.principals, ({ principal }) => accountOf(principal) ?? '');
    this.#byKind = Map.groupBy(world.resources, ({ kind }) => kind);
  }

  /** The uses that a principal may have, in no order; of a kind of resources and a class of access if they are given. */
  *of(who: AccessPrincipal, only?: { readonly kind: ResourceKind; readonly access: AccessClass }) {
    for (const kind of only === undefined ? this.#byKind.keys() : [only.kind])
      for (const access of only === undefined ? accessClasses : [only.access])
        for (const { action } of ACTIONS_OF_CLASS[kind][access] ?? []) {
          const passes = this.#gates.passing(who, action);
          for (const candidate of this.#listed(who, kind, action))
            if (candidate.access === access && passes(candidate.use, candidate.gate)) yield candidate;
        }
  }

  /** The uses of every class on every resource. */
  all(): readonly AccessUse[] {
    this.#all ??= this.#world.resources.flatMap((resource) =>
      accessClasses.flatMap((access) => usesOf(resource, access)),
    );
    return this.#all;
  }

  /** The principals that may have a use, in no order. */
  *principalsFor(use: AccessUse): Generator<AccessPrincipal> {
    const named = accountsNamed(this.#gates.gateOf(use));
    const listed =
      named === 'every'
        ? this.#world.principals
        : // Services and anonymous callers have no account: they are asked about everything.
          [...new Set(['', use.resource.accountId, ...named])].flatMap((id) => this.#byAccount.get(id) ?? []);
    for (const who of listed) if (this.#gates.mayPass(who, use)) yield who;
  }

  #listed(who: AccessPrincipal, kind: ResourceKind, action: string): readonly CandidateUse[] {
    const uses = this.#usesOf(kind, action);
    const account = accountOf(who.principal);
    if (account === undefined) return [...uses.within.values()].flat();
    if (!this.#gates.mayAllowSomewhere(who, action))
      return [...(uses.namedWithin.get(account) ?? []), ...uses.forEveryone];
    const isElsewhere = ({ use }: CandidateUse) => use.resource.accountId !== account;
    return [
      ...(uses.within.get(account) ?? []),
      ...(uses.byAccount.get(account) ?? []).filter(isElsewhere),
      ...uses.forEveryone.filter(isElsewhere),
    ];
  }

  #usesOf(kind: ResourceKind, action: string): UsesOfAction {
    const id = `${kind} ${action}`;
    const known = this.#ofAction.get(id) ?? this.#readUses(kind, action);
    this.#ofAction.set(id, known);
    return known;
  }

  #readUses(kind: ResourceKind, action: string): UsesOfAction {
    const within = new Map<string, CandidateUse[]>();
    const namedWithin = new Map<string, CandidateUse[]>();
    const byAccount = new Map<string, CandidateUse[]>();
    const forEveryone: CandidateUse[] = [];
    for (const resource of this.#byKind.get(kind) ?? [])
      for (const candidate of this.#candidatesOn(resource, action)) {
        const named = accountsNamed(candidate.gate);
        listUnder(within, resource.accountId, candidate);
        if (named === 'every') forEveryone.push(candidate);
        else for (const account of named) listUnder(byAccount, account, candidate);
        if (named !== 'every' && named.size > 0) listUnder(namedWithin, resource.accountId, candidate);
      }
    return { within, namedWithin, byAccount, forEveryone };
  }

  #candidatesOn(resource: AccessResource, action: string): readonly CandidateUse[] {
    return accessClasses.flatMap((access) =>
      (ACTIONS_OF_CLASS[resource.kind][access] ?? [])
        .filter((one) => one.action === action)
        .flatMap((one) => usesOfAction(resource, one))
        .map((use) => ({ access, use, gate: this.#gates.gateOf(use) })),
    );
  }
}

function listUnder(lists: Map<string, CandidateUse[]>, account: string, candidate: CandidateUse): void {
  const known = lists.get(account);
  if (known === undefined) lists.set(account, [candidate]);
  else known.push(candidate);
}

/** The accounts of principals that statements of a gate may name; `every` if it may be any. */
function accountsNamed(gate: Gate): ReadonlySet<string> | 'every' {
  if (gate === 'everyone') return 'every';
  const named = new Set<string>();
  for (const { principal } of gate) {
    const accounts = principal === undefined ? undefined : accountsIn(principal);
    if (accounts === undefined) return 'every';
    for (const account of accounts) named.add(account);
  }
  return named;
}

/** The accounts in a Principal; undefined if it may name principals of any account. */
function accountsIn(principal: PrincipalElement): readonly string[] | undefined {
  if (principal === '*' || principal.CanonicalUser !== undefined) return undefined;
  const accounts = (principal.AWS ?? []).map(
    (name) => /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(name)?.[1],
  );
  return accounts.some((account) => account === undefined)
    ? undefined
    : accounts.filter((account) => account !== undefined);
}
