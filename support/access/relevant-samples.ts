import type { PolicyKind } from '../authorization/grammar/policy-kind.ts';
import { parsedPolicy } from '../authorization/parse-policy.ts';
import type { Condition } from '../authorization/terms/policy.ts';
import { isAwsPolicy } from '../scenario/document/identity-schema.ts';
import { controlPoliciesNamed } from '../scenario/document/organization-schema.ts';
import type { ScenarioDocument } from '../scenario/document/scenario-schema.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { isOfS3 } from './access-classes.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessResource } from './access-resources.ts';
import { ConditionSamples, type SamplesOfKeys } from './condition-samples.ts';
import { encryptionSamples, keysNamed, type NamedKey } from './encryption-samples.ts';
import { conditionsOf } from './resource-policies.ts';
import { samplesOfHolder } from './token-holders.ts';

/** The conditions of a scenario, by the things whose decisions they take part in. */
export interface PlacedConditions {
  /** Of policies that bear on every principal or every resource. */
  readonly shared: readonly Condition[];
  /** By the id of a user or role: those of its own policies. */
  readonly principals: ReadonlyMap<string, readonly Condition[]>;
  /** By the id of a resource: those of the policy at the resource. */
  readonly resources: ReadonlyMap<string, readonly Condition[]>;
}

/** The conditions of a provisioned scenario, each value in the words that `canonical` gives. */
export function placedConditions(
  provisioned: ProvisionedScenario,
  canonical: (text: string) => string = (text) => text,
): PlacedConditions {
  const { endpoints, organization } = provisioned.scenario.document;
  const of = conditionReader(provisioned, canonical);
  const controls = organization === undefined ? { scp: [], rcp: [] } : controlPoliciesNamed(organization);
  return {
    shared: [
      ...of('scp', controls.scp),
      ...of('rcp', controls.rcp),
      ...of(
        'endpoint',
        Object.values(endpoints).map(({ policy }) => policy),
      ),
    ],
    principals: principalConditions(provisioned.scenario.document, of),
    resources: resourceConditions(provisioned.scenario.document, of),
  };
}

/** The keys among some resources, each by the ARN in the words that `canonical` gives. */
export function namedKeys(
  resources: readonly AccessResource[],
  canonical: (text: string) => string = (text) => text,
): readonly NamedKey[] {
  return resources
    .filter(({ kind }) => kind === 'key')
    .map(({ id, arn }) => ({ id, arn, named: canonical(arn) }));
}

type ReadConditions = (kind: PolicyKind, paths: readonly (string | undefined)[]) => readonly Condition[];

/** Reads the conditions of documents by their paths. Those of AWS's policies are left out. */
function conditionReader(
  provisioned: ProvisionedScenario,
  canonical: (text: string) => string,
): ReadConditions {
  const parsed = new Map<string, readonly Condition[]>();
  const read = (kind: PolicyKind, path: string) =>
    conditionsOf([parsedPolicy(provisioned.policy(path), kind)]).map((condition) => ({
      ...condition,
      values: condition.values.map(canonical),
    }));
  return (kind, paths) =>
    paths.flatMap((path) => {
      if (path === undefined || isAwsPolicy(path)) return [];
      const id = `${kind} ${path}`;
      const known = parsed.get(id) ?? read(kind, path);
      parsed.set(id, known);
      return known;
    });
}

function principalConditions(
  { users, roles, groups }: ScenarioDocument,
  of: ReadConditions,
): PlacedConditions['principals'] {
  const principals = new Map<string, readonly Condition[]>();
  const add = (
    id: string,
    thing: Holder & { readonly boundary?: string | undefined },
    more: readonly Holder[],
  ) =>
    principals.set(id, [
      ...[thing, ...more].flatMap(({ policies, managedPolicies }) =>
        of('identity', [...Object.values(policies), ...Object.values(managedPolicies)]),
      ),
      ...of('boundary', [thing.boundary]),
    ]);
  for (const [name, user] of Object.entries(users)) {
    const joined = Object.values(groups).filter(({ members }) => members.includes(name));
    add(`users.${name}`, user, joined);
  }
  for (const [name, role] of Object.entries(roles)) {
    add(`roles.${name}`, role, []);
    const ofSession = of('session', role.assumedBy?.sessionPolicies ?? []);
    principals.set(`roles.${name}`, [...(principals.get(`roles.${name}`) ?? []), ...ofSession]);
  }
  return principals;
}

/** A user, role or group, as far as it has policies. */
interface Holder {
  readonly policies: Readonly<Record<string, string>>;
  readonly managedPolicies: Readonly<Record<string, string>>;
}

function resourceConditions(
  { roles, keys, buckets, accessPoints, tables, secrets, endpoints }: ScenarioDocument,
  of: ReadConditions,
): PlacedConditions['resources'] {
  const placed = new Map<string, readonly Condition[]>();
  for (const [name, { trust }] of Object.entries(roles)) placed.set(`roles.${name}`, of('trust', [trust]));
  const held = { keys, buckets, tables, secrets };
  const kinds = { keys: 'key', buckets: 'bucket', tables: 'table', secrets: 'secret' } as const;
  for (const member of ['keys', 'buckets', 'tables', 'secrets'] as const)
    for (const [name, { policy }] of Object.entries(held[member]))
      placed.set(`${member}.${name}`, of(kinds[member], [policy]));
  for (const [name, { grants }] of Object.entries(keys))
    placed.set(`keys.${name}`, [...(placed.get(`keys.${name}`) ?? []), ...ofGrants(grants)]);
  for (const [name, { policy, bucket, vpc }] of Object.entries(accessPoints)) {
    const inVpc = Object.values(endpoints).filter((endpoint) => endpoint.vpc === vpc);
    placed.set(`accessPoints.${name}`, [
      ...of('bucket', [policy, buckets[bucket]?.policy]),
      ...(vpc === undefined ? [] : fromEndpoints(inVpc.map(({ id }) => id))),
    ]);
  }
  return placed;
}

/** The pairs of an encryption context that grants require, as conditions of policies have them. */
function ofGrants(grants: ScenarioDocument['keys'][string]['grants']): readonly Condition[] {
  return Object.values(grants)
    .flatMap(({ encryptionContextEquals, encryptionContextSubset }) =>
      Object.entries({ ...encryptionContextSubset, ...encryptionContextEquals }),
    )
    .map(([name, value]) => ({
      operator: 'StringEquals',
      key: `kms:EncryptionContext:${name}`,
      values: [value],
    }));
}

/** The condition that an access point of a VPC sets by itself: requests come through an endpoint there. */
function fromEndpoints(values: readonly string[]): readonly Condition[] {
  return values.length === 0 ? [] : [{ operator: 'StringEquals', key: 'aws:SourceVpce', values }];
}

/** The most principals and resources whose classes are kept: neighbors in a matrix are asked for one after the other. */
const MOST = 1000;

/**
 * The classes of requests that the policies bearing on one principal and one resource tell apart. A company has hundreds of values of
 * a condition key, and a decision reads a few of them. A key that these policies do not test has the classes of all policies.
 */
export class RelevantSamples {
  readonly #placed: readonly PlacedConditions[];
  readonly #all: SamplesOfKeys;
  readonly #keys: readonly NamedKey[];
  readonly #keyIds: ReadonlyMap<string, string>;
  readonly #shared: readonly Condition[];
  readonly #known = new Map<string, SamplesOfKeys>();
  readonly #ofPrincipal = new Map<
    string,
    { readonly id: string; readonly conditions: readonly Condition[] }
  >();

  /** `keys` are those of all versions; `all` are the classes of every policy. */
  constructor(placed: readonly PlacedConditions[], all: SamplesOfKeys, keys: readonly NamedKey[]) {
    this.#placed = placed;
    this.#all = all;
    this.#keys = keys;
    this.#keyIds = new Map(keys.map(({ arn, id }) => [arn, id]));
    this.#shared = placed.flatMap(({ shared }) => shared);
  }

  /** The classes for a principal and a resource, as one or two versions have it. */
  for(who: AccessPrincipal, versions: readonly AccessResource[]): SamplesOfKeys {
    const samples = this.#samplesFor(who, versions);
    return who.principal.type === 'WebIdentity' ? samplesOfHolder(who.principal, samples) : samples;
  }

  #samplesFor({ id }: AccessPrincipal, versions: readonly AccessResource[]): SamplesOfKeys {
    const own = this.#conditionsOf(id);
    const keys = new Set(
      versions.flatMap(({ key }) => (key === undefined ? [] : this.#keysOf(key.reference))),
    );
    const ids = [...new Set(versions.map((resource) => resource.id)), ...keys];
    const name = `${ids.join(' ')} ${own.id}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const base = [...this.#shared, ...own.conditions, ...this.#conditionsAt(ids)];
    // An upload can be under another key that a policy names.
    const named = keysNamed(new ConditionSamples(base), this.#keys).map((key) => key.id);
    const further = [...new Set(named)].filter((key) => !ids.includes(key));
    const samples = this.#samplesOf([...base, ...this.#conditionsAt(further)], versions);
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(name, samples);
    return samples;
  }

  /** A name of the conditions in a principal's own policies, as its versions have them. Equal conditions have the same name. */
  conditionsOf({ id }: AccessPrincipal): string {
    return this.#conditionsOf(id).id;
  }

  #conditionsAt(ids: readonly string[]): readonly Condition[] {
    return ids.flatMap((id) => this.#placed.flatMap(({ resources }) => resources.get(id) ?? []));
  }

  #samplesOf(conditions: readonly Condition[], versions: readonly AccessResource[]): SamplesOfKeys {
    const relevant = new ConditionSamples(conditions);
    const buckets = versions.filter(({ kind }) => isOfS3(kind));
    const upload = { conditions: relevant, keys: this.#keys, buckets };
    return {
      of: (key) => {
        const ofUpload = buckets.length === 0 ? undefined : encryptionSamples(key, upload);
        if (ofUpload !== undefined) return ofUpload;
        const found = relevant.of(key);
        return found.values.length === 0 ? this.#all.of(key) : found;
      },
    };
  }

  /** The key that a reference names; every key for an alias or an id, which several accounts can have. */
  #keysOf(reference: string): readonly string[] {
    const id = this.#keyIds.get(reference);
    return id === undefined ? [...this.#keyIds.values()] : [id];
  }

  #conditionsOf(principal: string) {
    const known = this.#ofPrincipal.get(principal);
    if (known !== undefined) return known;
    const conditions = this.#placed.flatMap(({ principals }) => principals.get(principal) ?? []);
    const found = { id: conditions.length === 0 ? '' : JSON.stringify(conditions), conditions };
    this.#ofPrincipal.set(principal, found);
    return found;
  }
}
