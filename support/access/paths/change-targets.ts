import type { AccessClass, ResourceKind } from '../access-classes.ts';
import type { AccessGates } from '../access-gates.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessResource } from '../access-resources.ts';
import type { AccessUse } from '../access-use.ts';
import type { AccessWorld } from '../access-world.ts';
import type { CandidateUses } from '../candidate-uses.ts';
import { type GroupedResults, nameOfUse } from '../grouped-results.ts';
import { mayAsk } from '../token-holders.ts';
import { mayAssume } from './moves.ts';
import { ownChanges } from './own-changes.ts';
import type { PolicyChange } from './policy-change.ts';
import { keyChanges, resourceChanges } from './resource-changes.ts';
import { SharedPolicies } from './shared-policies.ts';

/** The gates, results and candidates of a world as its policies are. */
interface Known {
  readonly gates: AccessGates;
  readonly results: GroupedResults;
  readonly candidates: CandidateUses;
}

/** The actions that change who may use a resource, by its kind and their class of access. */
const CHANGING = [
  ['bucket', 'administer', 's3:PutBucketPolicy'],
  ['secret', 'administer', 'secretsmanager:PutResourcePolicy'],
  ['table', 'administer', 'dynamodb:PutResourcePolicy'],
  ['role', 'administer', 'iam:UpdateAssumeRolePolicy'],
  ['key', 'administer', 'kms:PutKeyPolicy'],
  ['key', 'grant', 'kms:CreateGrant'],
] as const satisfies readonly (readonly [ResourceKind, AccessClass, string])[];

/** The changes that bear on principals and uses, and the uses that changes can give. No change is tried for others. */
export class ChangeTargets {
  readonly #world: AccessWorld;
  readonly #gates: AccessGates;
  readonly #results: GroupedResults;
  readonly #candidates: CandidateUses;
  readonly #own = new Map<string, readonly PolicyChange[]>();
  readonly #ofUse = new Map<string, Promise<readonly PolicyChange[]>>();
  readonly #makers = new Map<string, ReadonlySet<string>>();
  readonly #sharing: SharedPolicies;
  readonly #keys: ReadonlyMap<string, AccessResource>;

  constructor(world: AccessWorld, { gates, results, candidates }: Known) {
    this.#world = world;
    this.#gates = gates;
    this.#results = results;
    this.#candidates = candidates;
    this.#sharing = new SharedPolicies(world);
    this.#keys = new Map(world.resources.filter(({ kind }) => kind === 'key').map((key) => [key.arn, key]));
  }

  /** The changes to the policies of a principal. */
  own(who: AccessPrincipal): readonly PolicyChange[] {
    const known = this.#own.get(who.id) ?? ownChanges(this.#world, who);
    this.#own.set(who.id, known);
    return known;
  }

  /** The changes to the policies at a resource and at its key, for a principal. */
  of(who: AccessPrincipal, use: AccessUse): Promise<readonly PolicyChange[]> {
    const name = `${who.id} ${use.action.kms} ${nameOfUse(use)}`;
    const known = this.#ofUse.get(name) ?? this.#changesAt(who, use);
    this.#ofUse.set(name, known);
    return known;
  }

  async #changesAt(who: AccessPrincipal, use: AccessUse): Promise<readonly PolicyChange[]> {
    const changes = keyChanges(this.#world, who, use, await this.#keyArn(use));
    return [...resourceChanges(who, use), ...changes];
  }

  /** The key that is asked for, or the one of the resource. */
  async #keyArn({ resource }: AccessUse): Promise<string | undefined> {
    if (resource.kind === 'key') return resource.arn;
    return resource.key && (await this.#world.keyArn(resource.key.reference, resource.accountId));
  }

  /**
   * False for a use that no change gives a principal. Its own policies are taken to allow everything. The policies at the resource and at
   * its key still do not name the principal, and it could not change them.
   */
  async isInReach(who: AccessPrincipal, use: AccessUse): Promise<boolean> {
    if (use.action.action === 'sts:AssumeRole' && !mayAssume(who)) return false;
    if (!mayAsk(who.principal, use.action.action)) return false;
    const needed = [use, ...this.#keyUse(use)].filter((one) => !this.#gates.mayPassWithAll(who, one));
    if (needed.length === 0) return true;
    const changes = await this.of(who, use);
    const changeable = new Set(
      changes
        .filter((change) => this.#gates.mayPassWithAll(who, change.use))
        .map(({ use }) => use.resource.arn),
    );
    return needed.every(({ resource }) => changeable.has(resource.arn));
  }

  /** The use of the key that a use includes, if its key is known by an ARN. */
  #keyUse({ action: { kms }, resource: { key } }: AccessUse): readonly AccessUse[] {
    const resource = key && this.#keys.get(key.reference);
    return kms === undefined || resource === undefined ? [] : [{ action: { action: kms }, resource }];
  }

  /** The ids of the resources whose policies a principal may change, or give grants of. */
  async changeable(who: AccessPrincipal): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const [kind, access, action] of CHANGING)
      for (const { use } of this.#candidates.of(who, { kind, access }))
        if (use.action.action === action && (await this.#results.mayBePossible(who, use)))
          found.add(use.resource.id);
    return found;
  }

  /**
   * The ids of the principals that may change the policies of one: as policies are, or after a change that gives others more too. Those
   * share a policy or a group with it.
   */
  makersFor(actor: AccessPrincipal): ReadonlySet<string> {
    const known = this.#makers.get(actor.id);
    if (known !== undefined) return known;
    const makers = new Set<string>();
    for (const { use } of this.own(actor))
      for (const maker of this.#candidates.principalsFor(use)) makers.add(maker.id);
    if (makers.size > 0) for (const id of this.#sharing.of(actor)) makers.add(id);
    this.#makers.set(actor.id, makers);
    return makers;
  }
}
