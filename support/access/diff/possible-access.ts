import { principalOf } from '../../authorization/compiling/compiled-policy.ts';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { NAMED } from '../../authorization/matching/principal-matcher.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { Policy } from '../../authorization/terms/policy.ts';
import { accountOf } from '../../aws/principal.ts';
import type { AccessClass } from '../access-classes.ts';
import { classesOf, usesOf } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessWorld } from '../access-world.ts';
import { decideUse } from '../decide-use.ts';
import { exploreClasses, undecidedClass } from '../explore-classes.ts';
import { openKeysFor } from './open-keys.ts';

/** An access to a resource. */
export interface Access {
  readonly resource: AccessResource;
  readonly access: AccessClass;
}

/** The accesses that principals of one version have to some class of requests, decided when they are first asked for. */
export class PossibleAccess {
  readonly #world: AccessWorld;
  readonly #possible = new Map<string, Promise<boolean>>();
  readonly #reached = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>();
  readonly #principals: ReadonlyMap<string, AccessPrincipal>;
  readonly #resources: ReadonlyMap<string, AccessResource>;
  readonly #becomable: readonly AccessResource[];

  constructor(world: AccessWorld) {
    this.#world = world;
    this.#principals = new Map(world.principals.map((principal) => [principal.id, principal]));
    this.#resources = new Map(world.resources.map((resource) => [resource.id, resource]));
    this.#becomable = world.resources.filter(({ kind }) => kind === 'role' || kind === 'user');
  }

  /** True if some action of the access is allowed to some class of requests; of a single action if one is given. */
  has(who: string, { resource: { id }, access }: Access, action?: string): Promise<boolean> {
    const [principal, resource] = [this.#principals.get(who), this.#resources.get(id)];
    if (principal === undefined || resource === undefined) return Promise.resolve(false);
    const name = `${who} ${id} ${access} ${action}`;
    const known = this.#possible.get(name);
    if (known !== undefined) return known;
    const deciding = this.#decided(principal, { resource, access }, action);
    this.#possible.set(name, deciding);
    return deciding;
  }

  /** The accesses that a principal has by itself, in the order of the resources. */
  async of(who: string): Promise<readonly Access[]> {
    const found: Access[] = [];
    for (const resource of this.#world.resources)
      for (const access of classesOf(resource.kind))
        if (await this.has(who, { resource, access })) found.push({ resource, access });
    return found;
  }

  /** The roles and users that a principal can become, each with the chain to it. */
  reachedFrom(who: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = this.#reached.get(who);
    if (known !== undefined) return known;
    const reaching = this.#reachedFrom(who);
    this.#reached.set(who, reaching);
    return reaching;
  }

  /** The principals that can become a role or user, over others too, and itself. */
  async reaching(id: string): Promise<ReadonlySet<string>> {
    const found = new Set([id]);
    for (const one of found) {
      const resource = this.#resources.get(one);
      if (resource?.kind !== 'role' && resource?.kind !== 'user') continue;
      for (const who of this.#principals.keys())
        if (!found.has(who) && (await this.has(who, { resource, access: 'assume' }))) found.add(who);
    }
    return found;
  }

  async #reachedFrom(who: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const reached = new Map<string, readonly string[]>([[who, []]]);
    for (const [from, over] of reached)
      for (const resource of this.#becomable) {
        if (reached.has(resource.id)) continue;
        if (await this.has(from, { resource, access: 'assume' }))
          reached.set(resource.id, [...over, resource.id]);
      }
    reached.delete(who);
    return reached;
  }

  async #decided(
    principal: AccessPrincipal,
    { resource, access }: Access,
    action?: string,
  ): Promise<boolean> {
    if (!this.#mayHave(principal, resource)) return false;
    const open = openKeysFor(principal, this.#world.samples.keys);
    for (const use of usesOf(resource, access)) {
      if (action !== undefined && use.action.action !== action) continue;
      const classes = await exploreClasses((when) => decideUse(this.#world, principal, use, { when, open }), {
        samples: this.#world.samples,
        undecided: undecidedClass,
      });
      if (classes.some(({ result }) => result === 'allowed')) return true;
    }
    return false;
  }

  /**
   * False for a principal that cannot have any access to a resource, whatever else holds: it belongs to another account or to none,
   * and nothing at the resource names it in an Allow. Grants and ACLs are not looked at: a resource with some counts as one that may.
   */
  #mayHave(principal: AccessPrincipal, resource: AccessResource): boolean {
    if (accountOf(principal.principal) === resource.accountId) return true;
    const { policy, isOpen } = this.#sideOf(resource);
    if (isOpen) return true;
    const question = { principal: principal.principal, hasBoundary: false };
    return (policy?.statements ?? []).some(
      (statement) => statement.effect === 'Allow' && principalOf(statement, question) !== NAMED.not,
    );
  }

  readonly #sides = new Map<string, ResourceSide>();

  #sideOf({ id, kind }: AccessResource): ResourceSide {
    const known = this.#sides.get(id);
    if (known !== undefined) return known;
    const { provisioned } = this.#world.played;
    const { document } = provisioned.scenario;
    const name = id.slice(id.indexOf('.') + 1);
    const parsed = (path: string | undefined, as: PolicyKind) =>
      path === undefined ? undefined : parsedPolicy(provisioned.policy(path), as);
    const side = ((): ResourceSide => {
      const { roles, keys, buckets, secrets, tables } = document;
      switch (kind) {
        case 'role':
          return { policy: parsed(roles[name]?.trust, 'trust'), isOpen: false };
        case 'user':
          return { policy: undefined, isOpen: false };
        case 'key':
          return {
            policy: parsed(keys[name]?.policy, 'key'),
            isOpen: Object.keys(keys[name]?.grants ?? {}).length > 0,
          };
        case 'bucket': {
          const { policy, objectOwnership = 'BucketOwnerEnforced' } = buckets[name] ?? {};
          return { policy: parsed(policy, 'bucket'), isOpen: objectOwnership !== 'BucketOwnerEnforced' };
        }
        case 'secret':
          return { policy: parsed(secrets[name]?.policy, 'secret'), isOpen: false };
        case 'table':
          return { policy: parsed(tables[name]?.policy, 'table'), isOpen: false };
        case 'other':
          return { policy: undefined, isOpen: true };
      }
    })();
    this.#sides.set(id, side);
    return side;
  }
}

/** The policy of a resource; `isOpen` if something else may name principals. */
interface ResourceSide {
  readonly policy: Policy | undefined;
  readonly isOpen: boolean;
}

/** The accesses that both versions give. */
export interface PossibleInBoth {
  readonly before: PossibleAccess;
  readonly after: PossibleAccess;
}
