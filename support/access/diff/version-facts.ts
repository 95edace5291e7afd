import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import type { NamedPolicy } from '../../authorization/terms/policies-in-force.ts';
import { KnownSurroundings } from '../../gateway/surroundings/surroundings.ts';
import { isAwsPolicy } from '../../scenario/document/identity-schema.ts';
import { undefinedPlaceholders } from '../../scenario/document/placeholders.ts';
import { scenarioFile } from '../../scenario/document/scenario-file.ts';
import type { ScenarioDocument } from '../../scenario/document/scenario-schema.ts';
import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessWorld } from '../access-world.ts';
import { canonicalIds } from './canonical-ids.ts';
import type { CanonicalPolicy } from './changed-statements.ts';

/** The facts of an account that decisions about its principals and resources read. */
interface AccountFacts {
  /** Its id, its place in the organization and its settings, as text. */
  readonly text: string;
  /** A list for each level; none if only FullAWSAccess applies. */
  readonly serviceControl: readonly (readonly CanonicalPolicy[])[];
  readonly resourceControl: readonly CanonicalPolicy[];
}

/** The facts of a principal that its decisions read besides those of its account. */
interface PrincipalFacts {
  readonly text: string;
  readonly identity: readonly CanonicalPolicy[];
  readonly boundary: readonly CanonicalPolicy[];
}

/** Members of scenario.yaml that are compared thing by thing, and those that no decision reads. */
const COMPARED = [
  'accounts',
  'organization',
  'users',
  'roles',
  'groups',
  'keys',
  'buckets',
  'accessPoints',
  'tables',
  'secrets',
];
const UNREAD = ['title', 'summary', 'from', 'documents', 'kmsRequestQuotas', 'accountPublicAccessBlocks'];

/** All facts of a version that decisions read, without the ids that were chosen for it. */
export class VersionFacts {
  readonly #world: AccessWorld;
  readonly #canonical: (text: string) => string;
  readonly #known: KnownSurroundings;
  readonly #policies = new Map<string, CanonicalPolicy>();

  constructor(world: AccessWorld) {
    this.#world = world;
    this.#canonical = canonicalIds(world.played.provisioned).canonical;
    this.#known = new KnownSurroundings(world.played.gateway.surroundings);
  }

  get #document(): ScenarioDocument {
    return this.#world.played.provisioned.scenario.document;
  }

  /** Facts that every decision may read. */
  get shared(): string {
    const rest = Object.entries(this.#document).filter(
      ([key]) => !COMPARED.includes(key) && !UNREAD.includes(key),
    );
    const endpoints = Object.values(this.#document.endpoints).map(
      ({ policy }) => policy && this.#policy(policy, 'endpoint').canonical,
    );
    return this.#textOf([Object.fromEntries(rest)]) + JSON.stringify(endpoints);
  }

  /** The facts of an account, by its id. */
  account(id: string): AccountFacts {
    const member = this.#known.membership(id);
    const block = this.#world.played.gateway.surroundings.accountPublicAccessBlocks?.[id];
    const ofLevel = (kind: PolicyKind) => (level: readonly NamedPolicy[]) =>
      level.map(({ policy: { text = '' } }) => this.#written(text, kind));
    return {
      text: this.#textOf([id, member?.organizationId, member?.path, block]),
      serviceControl: (member?.serviceControl ?? []).map(ofLevel('scp')),
      resourceControl: (member?.resourceControl ?? []).flatMap(ofLevel('rcp')),
    };
  }

  /** The facts of a principal besides those of its account. */
  principal({ id, principal }: AccessPrincipal): PrincipalFacts {
    const [member = '', name = ''] = id.split(/\.(.*)/s);
    const { users, roles, groups } = this.#document;
    const thing = { users, roles }[member]?.[name];
    if (thing === undefined) return { text: this.#textOf(anonymized(principal)), identity: [], boundary: [] };
    const joined = Object.values(groups).filter(
      (group) => member === 'users' && group.members.includes(name),
    );
    const { policies: _, managedPolicies: __, boundary, ...others } = thing;
    const isDocument = boundary !== undefined && !isAwsPolicy(boundary);
    const ofAws = [thing, ...joined].flatMap(({ managedPolicies }) =>
      Object.values(managedPolicies).filter(isAwsPolicy),
    );
    return {
      text: this.#textOf([
        { ...others, trust: undefined },
        anonymized(principal),
        ofAws.toSorted(),
        isDocument ? true : boundary,
      ]),
      identity: [thing, ...joined].flatMap((holder) => this.#identityPolicies(holder)),
      boundary: isDocument ? [this.#policy(boundary, 'boundary')] : [],
    };
  }

  /** A resource with its policy, its grants and everything else that scenario.yaml says of it; undefined for an unknown one. */
  resource(id: string): string | undefined {
    const [member = '', name = ''] = id.split(/\.(.*)/s);
    const { users, roles, keys, buckets, accessPoints, tables, secrets } = this.#document;
    const members: Readonly<Record<string, Readonly<Record<string, object>>>> = {
      ...{ users, roles, keys, buckets, accessPoints, tables, secrets },
    };
    const thing = members[member]?.[name];
    if (thing === undefined) return undefined;
    const { policies: _, managedPolicies: __, policy, trust, ...others } = Object(thing);
    const own = policy && this.#policy(policy, KIND_OF_POLICY[member] ?? 'bucket').canonical;
    const trusted = trust && this.#policy(trust, 'trust').canonical;
    // Requests through an access point are decided for its bucket as well.
    const behind = member === 'accessPoints' ? this.resource(`buckets.${others.bucket}`) : undefined;
    return `${this.#textOf(others)}\n${own}\n${trusted}\n${behind}`;
  }

  #identityPolicies(holder: Holder): readonly CanonicalPolicy[] {
    return [holder.policies, holder.managedPolicies].flatMap((named) =>
      Object.values(named).flatMap((path) => (isAwsPolicy(path) ? [] : [this.#policy(path, 'identity')])),
    );
  }

  #policy(path: string, kind: PolicyKind): CanonicalPolicy {
    const id = `${kind} ${path}`;
    const found = this.#policies.get(id) ?? this.#written(this.#world.played.provisioned.policy(path), kind);
    this.#policies.set(id, found);
    return found;
  }

  #written(text: string, kind: PolicyKind): CanonicalPolicy {
    return { text, canonical: this.#canonical(text), kind };
  }

  /** A value as text, with what its placeholders stand for. */
  #textOf(value: object): string {
    const { provisioned } = this.#world.played;
    const text = JSON.stringify(value);
    const isWhole = undefinedPlaceholders(text, provisioned.values).length === 0;
    return this.#canonical(isWhole ? provisioned.filledIn(text, scenarioFile(provisioned.scenario)) : text);
  }
}

/** A user, role or group, as far as it has policies. */
interface Holder {
  readonly policies: Readonly<Record<string, string>>;
  readonly managedPolicies: Readonly<Record<string, string>>;
}

const KIND_OF_POLICY: Readonly<Record<string, PolicyKind>> = {
  keys: 'key',
  buckets: 'bucket',
  tables: 'table',
  secrets: 'secret',
};

/** A principal without the ids that IAM and STS chose for it. */
function anonymized(principal: AccessPrincipal['principal']): object {
  return { ...principal, userId: undefined, roleId: undefined };
}
