import { accountOf } from '../../aws/principal.ts';
import type { AccessClass } from '../access-classes.ts';
import { classesOf, usesOf } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { type AccessUse, decideUse } from '../decide-use.ts';
import { exploreClasses, undecidedClass } from '../explore-classes.ts';
import { AccessGates } from './access-gates.ts';
import { openKeysFor } from './open-keys.ts';

/** An access to a resource. */
export interface Access {
  readonly resource: AccessResource;
  readonly access: AccessClass;
}

/** The accesses that principals of one version have to some class of requests, decided when they are first asked for. */
export class PossibleAccess {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #possible = new Map<string, boolean>();
  readonly #all = new Map<string, Promise<readonly Access[]>>();
  readonly #uses = new Map<AccessResource, Map<AccessClass, readonly AccessUse[]>>();
  readonly #steps = new Map<string, Promise<readonly AccessResource[]>>();
  readonly #principals: ReadonlyMap<string, AccessPrincipal>;
  readonly #resources: ReadonlyMap<string, AccessResource>;
  readonly #becomable: readonly AccessResource[];
  /** The different trust policies of the roles. */
  readonly #trusts: ReadonlySet<ReturnType<AccessGates['policyOf']>>;

  constructor(world: AccessWorld, gates = new AccessGates(world)) {
    this.#world = world;
    this.#gates = gates;
    this.#principals = new Map(world.principals.map((principal) => [principal.id, principal]));
    this.#resources = new Map(world.resources.map((resource) => [resource.id, resource]));
    this.#becomable = world.resources.filter(({ kind }) => kind === 'role' || kind === 'user');
    this.#trusts = new Set(this.#becomable.map((resource) => gates.policyOf(resource)));
  }

  /** True if some action of the access is allowed to some class of requests; of a single action if one is given. */
  async has(who: string, { resource: { id }, access }: Access, action?: string): Promise<boolean> {
    const [principal, resource] = [this.#principals.get(who), this.#resources.get(id)];
    if (principal === undefined || resource === undefined) return false;
    if (!this.#mayHave(principal, resource, access)) return false;
    const uses = this.#usesOf(resource, access).filter(
      (use) => (action === undefined || use.action.action === action) && this.#gates.mayPass(principal, use),
    );
    const name = `${who} ${id} ${access} ${action}`;
    const known = this.#possible.get(name);
    if (known !== undefined) return known;
    const isPossible = await this.#isAnyAllowed(principal, uses);
    this.#possible.set(name, isPossible);
    return isPossible;
  }

  /** The accesses that a principal has by itself, in the order of the resources. */
  of(who: string): Promise<readonly Access[]> {
    const known = this.#all.get(who);
    if (known !== undefined) return known;
    const deciding = this.#decidedAll(who);
    this.#all.set(who, deciding);
    return deciding;
  }

  async #decidedAll(who: string): Promise<readonly Access[]> {
    const found: Access[] = [];
    const principal = this.#principals.get(who);
    if (principal === undefined) return found;
    for (const resource of this.#world.resources)
      for (const access of classesOf(resource.kind))
        if (this.#mayHave(principal, resource, access) && (await this.has(who, { resource, access })))
          found.push({ resource, access });
    return found;
  }

  /** False for an access of which no action can be given to a principal. */
  #mayHave(principal: AccessPrincipal, resource: AccessResource, access: AccessClass): boolean {
    return this.#usesOf(resource, access).some((use) => this.#gates.mayPass(principal, use));
  }

  #usesOf(resource: AccessResource, access: AccessClass): readonly AccessUse[] {
    let ofResource = this.#uses.get(resource);
    if (ofResource === undefined) {
      ofResource = new Map();
      this.#uses.set(resource, ofResource);
    }
    const known = ofResource.get(access) ?? usesOf(resource, access);
    ofResource.set(access, known);
    return known;
  }

  /** The roles and users that a principal can become, each with the chain to it. */
  async reachedFrom(who: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const reached = new Map<string, readonly string[]>([[who, []]]);
    for (const [from, over] of reached)
      for (const { id } of await this.#stepsFrom(from)) if (!reached.has(id)) reached.set(id, [...over, id]);
    reached.delete(who);
    return reached;
  }

  /** The principals that can become a role or user, over others too, and itself. */
  async reaching(id: string): Promise<ReadonlySet<string>> {
    const found = new Set([id]);
    for (const one of found) {
      const resource = this.#resources.get(one);
      if (resource?.kind !== 'role' && resource?.kind !== 'user') continue;
      for (const [who, principal] of this.#principals) {
        if (found.has(who) || !this.#mayHave(principal, resource, 'assume')) continue;
        if (await this.has(who, { resource, access: 'assume' })) found.add(who);
      }
    }
    return found;
  }

  /** The roles and users that a principal can become at once. */
  #stepsFrom(who: string): Promise<readonly AccessResource[]> {
    const known = this.#steps.get(who);
    if (known !== undefined) return known;
    const deciding = this.#decidedSteps(who);
    this.#steps.set(who, deciding);
    return deciding;
  }

  async #decidedSteps(who: string): Promise<readonly AccessResource[]> {
    const steps: AccessResource[] = [];
    const principal = this.#principals.get(who);
    if (principal === undefined) return steps;
    for (const resource of this.#becomableBy(principal))
      if (await this.has(who, { resource, access: 'assume' })) steps.push(resource);
    return steps;
  }

  /** The users and roles of a principal's own account, and roles whose trust policies name it. Many roles share a trust policy. */
  #becomableBy({ principal }: AccessPrincipal): readonly AccessResource[] {
    const account = accountOf(principal);
    const trusting = new Set(
      [...this.#trusts].filter((trust) => trust !== undefined && AccessGates.trusts(trust, principal)),
    );
    return this.#becomable.filter(
      (resource) => resource.accountId === account || trusting.has(this.#gates.policyOf(resource)),
    );
  }

  async #isAnyAllowed(principal: AccessPrincipal, uses: readonly AccessUse[]): Promise<boolean> {
    const open = openKeysFor(principal, this.#world.samples.keys);
    for (const use of uses) {
      const classes = await exploreClasses((when) => decideUse(this.#world, principal, use, { when, open }), {
        samples: this.#world.samplesFor(principal, [use.resource]),
        undecided: undecidedClass,
      });
      if (classes.some(({ result }) => result === 'allowed')) return true;
    }
    return false;
  }
}

/** The accesses that both versions give. */
export interface PossibleInBoth {
  readonly before: PossibleAccess;
  readonly after: PossibleAccess;
}
