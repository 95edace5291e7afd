import { type AccessClass, accessClasses } from '../access-classes.ts';
import { AccessGates } from '../access-gates.ts';
import { usesOf } from '../access-matrix.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import { type CandidateUse, CandidateUses } from '../candidate-uses.ts';
import { decideUse } from '../decide-use.ts';
import { DecisionGroups } from '../decision-groups.ts';
import { exploreClasses, undecidedClass } from '../explore-classes.ts';
import { openKeysFor } from './open-keys.ts';

/** An access to a resource. */
export interface Access {
  readonly resource: AccessResource;
  readonly access: AccessClass;
}

/** The accesses of one principal: each once, in the order of the resources, and by their names. */
export type AccessesOfOne = ReadonlyMap<string, Access>;

/** The name of an access, which is the same in both versions. */
export function nameOfAccess({ resource: { id }, access }: Access): string {
  return `${id} ${access}`;
}

/** The accesses that principals of one version have to some class of requests, decided when they are first asked for. */
export class PossibleAccess {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #candidates: CandidateUses;
  readonly #groups: DecisionGroups;
  readonly #ofGroup = new Map<string, boolean>();
  readonly #possible = new Map<string, Map<string, boolean>>();
  readonly #all = new Map<string, Promise<AccessesOfOne>>();
  readonly #steps = new Map<string, Promise<readonly string[]>>();
  readonly #principals: ReadonlyMap<string, AccessPrincipal>;
  readonly #resources: ReadonlyMap<string, AccessResource>;
  /** The place of each resource in the order of the resources. */
  readonly #order: ReadonlyMap<string, number>;

  constructor(world: AccessWorld, gates = new AccessGates(world)) {
    this.#world = world;
    this.#gates = gates;
    this.#candidates = new CandidateUses(world, gates);
    this.#groups = new DecisionGroups(world, gates);
    this.#principals = new Map(world.principals.map((principal) => [principal.id, principal]));
    this.#resources = new Map(world.resources.map((resource) => [resource.id, resource]));
    this.#order = new Map(world.resources.map(({ id }, index) => [id, index]));
  }

  /** True if some action of the access is allowed to some class of requests; of a single action if one is given. */
  async has(who: string, { resource: { id }, access }: Access, action?: string): Promise<boolean> {
    const [principal, resource] = [this.#principals.get(who), this.#resources.get(id)];
    if (principal === undefined || resource === undefined) return false;
    const uses = usesOf(resource, access).filter(
      (use) => (action === undefined || use.action.action === action) && this.#gates.mayPass(principal, use),
    );
    return uses.length > 0 && this.#decided(principal, uses, `${id} ${access} ${action ?? ''}`);
  }

  /** The accesses that a principal has by itself, in the order of the resources. */
  of(who: string): Promise<AccessesOfOne> {
    return kept(this.#all, who, () => this.#decidedAll(who));
  }

  async #decidedAll(who: string): Promise<AccessesOfOne> {
    const found = new Map<string, Access>();
    const principal = this.#principals.get(who);
    if (principal === undefined) return found;
    const candidates = [...this.#candidates.of(principal)];
    const groups = Map.groupBy(candidates, ({ use, access }) =>
      nameOfAccess({ resource: use.resource, access }),
    );
    for (const [name, group] of [...groups].toSorted(([, one], [, other]) => this.#compared(one, other))) {
      const [first] = group;
      const uses = group.map(({ use }) => use);
      if (first !== undefined && (await this.#decided(principal, uses, `${name} `)))
        found.set(name, { resource: first.use.resource, access: first.access });
    }
    return found;
  }

  #compared([one]: readonly CandidateUse[], [other]: readonly CandidateUse[]): number {
    if (one === undefined || other === undefined) return 0;
    const place = ({ use }: CandidateUse) => this.#order.get(use.resource.id) ?? 0;
    return (
      place(one) - place(other) || accessClasses.indexOf(one.access) - accessClasses.indexOf(other.access)
    );
  }

  /** The roles and users that a principal can become at once, in the order of the resources. */
  stepsFrom(who: string): Promise<readonly string[]> {
    return kept(this.#steps, who, () => this.#decidedSteps(who));
  }

  async #decidedSteps(who: string): Promise<readonly string[]> {
    const principal = this.#principals.get(who);
    if (principal === undefined) return [];
    const steps: string[] = [];
    for (const kind of ['role', 'user'] as const)
      for (const { use } of this.#candidates.of(principal, { kind, access: 'assume' })) {
        const { id } = use.resource;
        if (await this.#decided(principal, [use], `${id} assume `)) steps.push(id);
      }
    const place = (id: string) => this.#order.get(id) ?? 0;
    return steps.toSorted((one, other) => place(one) - place(other));
  }

  /** The principals that can become a role or user, over others too, and itself. */
  async reaching(id: string): Promise<ReadonlySet<string>> {
    const found = new Set([id]);
    for (const one of found) {
      const resource = this.#resources.get(one);
      if (resource?.kind !== 'role' && resource?.kind !== 'user') continue;
      for (const use of usesOf(resource, 'assume'))
        for (const principal of this.#candidates.principalsFor(use))
          if (!found.has(principal.id) && (await this.#decided(principal, [use], `${one} assume `)))
            found.add(principal.id);
    }
    return found;
  }

  /** True if one of some uses, which have a name in common, is allowed to some class of requests. */
  async #decided(principal: AccessPrincipal, uses: readonly AccessUse[], name: string): Promise<boolean> {
    let ofPrincipal = this.#possible.get(principal.id);
    if (ofPrincipal === undefined) {
      ofPrincipal = new Map();
      this.#possible.set(principal.id, ofPrincipal);
    }
    const known = ofPrincipal.get(name);
    if (known !== undefined) return known;
    const isPossible = await this.#isAnyAllowed(principal, uses);
    ofPrincipal.set(name, isPossible);
    return isPossible;
  }

  async #isAnyAllowed(principal: AccessPrincipal, uses: readonly AccessUse[]): Promise<boolean> {
    const open = openKeysFor(principal, this.#world.samples.keys, [this.#world]);
    for (const use of uses) {
      const group = this.#groups.of(principal, use);
      const name = `${use.resource.id} ${use.action.action} ${use.object} ${group}`;
      const known = group === undefined ? undefined : this.#ofGroup.get(name);
      const isAllowed = known ?? (await this.#isAllowed(principal, use, open));
      if (group !== undefined) this.#ofGroup.set(name, isAllowed);
      if (isAllowed) return true;
    }
    return false;
  }

  async #isAllowed(principal: AccessPrincipal, use: AccessUse, open: readonly string[]): Promise<boolean> {
    const samples = this.#world.samplesFor(principal, [use.resource]);
    const classes = await exploreClasses(
      (when) => decideUse(this.#world, principal, use, { when, open, samples }),
      {
        samples,
        undecided: undecidedClass,
        isEnough: ({ result }) => result === 'allowed',
      },
    );
    return classes.some(({ result }) => result === 'allowed');
  }
}

function kept<Value>(known: Map<string, Promise<Value>>, id: string, make: () => Promise<Value>) {
  const found = known.get(id) ?? make();
  known.set(id, found);
  return found;
}

/** The accesses that both versions give. */
export interface PossibleInBoth {
  readonly before: PossibleAccess;
  readonly after: PossibleAccess;
}
