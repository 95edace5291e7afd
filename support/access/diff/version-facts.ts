import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import type { NamedPolicy } from '../../authorization/terms/policies-in-force.ts';
import { KnownSurroundings } from '../../gateway/surroundings/surroundings.ts';
import { undefinedPlaceholders } from '../../scenario/document/placeholders.ts';
import { scenarioFile } from '../../scenario/document/scenario-file.ts';
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

/** All facts of a version that decisions read, without the ids that were chosen for it. */
export interface VersionFacts {
  /** Facts that every decision may read. */
  readonly shared: string;
  readonly account: (id: string) => AccountFacts;
  readonly principal: (who: AccessPrincipal) => PrincipalFacts;
  /** A resource with its policy, its grants and everything else that scenario.yaml says of it. */
  readonly resource: (id: string) => string | undefined;
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
  'tables',
  'secrets',
];
const UNREAD = ['title', 'summary', 'from', 'documents', 'kmsRequestQuotas', 'accountPublicAccessBlocks'];

/** Reads the facts of a version. */
export function versionFacts(world: AccessWorld): VersionFacts {
  const { provisioned, gateway } = world.played;
  const { document } = provisioned.scenario;
  const { canonical } = canonicalIds(provisioned);
  const file = scenarioFile(provisioned.scenario);
  const known = new KnownSurroundings(gateway.surroundings);
  const textOf = (value: unknown) => {
    const text = JSON.stringify(value) ?? '';
    const isWhole = undefinedPlaceholders(text, provisioned.values).length === 0;
    return canonical(isWhole ? provisioned.filledIn(text, file) : text);
  };
  const policies = new Map<string, CanonicalPolicy>();
  const written = (text: string, kind: PolicyKind): CanonicalPolicy => ({
    text,
    canonical: canonical(text),
    kind,
  });
  const policy = (path: string, kind: PolicyKind): CanonicalPolicy => {
    const id = `${kind} ${path}`;
    const found = policies.get(id) ?? written(provisioned.policy(path), kind);
    policies.set(id, found);
    return found;
  };
  const ofNames = (named: Readonly<Record<string, string>>): readonly CanonicalPolicy[] =>
    Object.values(named).flatMap((path) => (path.startsWith('arn:') ? [] : [policy(path, 'identity')]));
  const ofLevel = (kind: 'scp' | 'rcp') => (level: readonly NamedPolicy[]) =>
    level.map(({ policy: { text = '' } }) => written(text, kind));
  const rest = Object.entries(document).filter(([key]) => !COMPARED.includes(key) && !UNREAD.includes(key));
  const endpoints = Object.values(document.endpoints).map(
    (one) => one.policy && policy(one.policy, 'endpoint').canonical,
  );
  return {
    shared: textOf(Object.fromEntries(rest)) + JSON.stringify(endpoints),
    account: (id) => {
      const member = known.membership(id);
      const block = (gateway.surroundings.accountPublicAccessBlocks ?? {})[id];
      const about = [id, member?.organizationId, member?.path, block];
      return {
        text: textOf(about),
        serviceControl: (member?.serviceControl ?? []).map(ofLevel('scp')),
        resourceControl: (member?.resourceControl ?? []).flatMap(ofLevel('rcp')),
      };
    },
    principal: ({ id, principal }) => {
      const [member = '', name = ''] = id.split(/\.(.*)/s);
      const things = member === 'users' ? document.users : member === 'roles' ? document.roles : {};
      const thing = things[name];
      if (thing === undefined) return { text: textOf(anonymised(principal)), identity: [], boundary: [] };
      const groups = Object.values(document.groups).filter(
        (group) => member === 'users' && group.members.includes(name),
      );
      const { policies: inline, managedPolicies, boundary, ...others } = thing;
      const aws = [thing, ...groups].flatMap((holder) =>
        Object.values(holder.managedPolicies).filter((path) => path.startsWith('arn:')),
      );
      return {
        text: textOf([
          { ...others, trust: undefined },
          anonymised(principal),
          aws.toSorted(),
          boundary?.startsWith('arn:') ? boundary : boundary !== undefined,
        ]),
        identity: [
          ...ofNames(inline),
          ...ofNames(managedPolicies),
          ...groups.flatMap((group) => [...ofNames(group.policies), ...ofNames(group.managedPolicies)]),
        ],
        boundary: boundary === undefined || boundary.startsWith('arn:') ? [] : [policy(boundary, 'boundary')],
      };
    },
    resource: (id) => {
      const [member = '', name = ''] = id.split(/\.(.*)/s);
      const { users, roles, keys, buckets, tables, secrets } = document;
      const things: Readonly<Record<string, object>> | undefined = {
        users,
        roles,
        keys,
        buckets,
        tables,
        secrets,
      }[member];
      const thing = things?.[name];
      if (thing === undefined) return undefined;
      const { policies: _, managedPolicies: __, policy: path, trust, ...others } = Object(thing);
      const own = path === undefined ? undefined : policy(path, KIND_OF_POLICY[member] ?? 'bucket').canonical;
      const trusted = trust === undefined ? undefined : policy(trust, 'trust').canonical;
      return `${textOf(others)}\n${own}\n${trusted}`;
    },
  };
}

const KIND_OF_POLICY: Readonly<Record<string, PolicyKind>> = {
  keys: 'key',
  buckets: 'bucket',
  tables: 'table',
  secrets: 'secret',
};

/** A principal without the ids that IAM and STS chose for it. */
function anonymised(principal: AccessPrincipal['principal']): object {
  return { ...principal, userId: undefined, roleId: undefined };
}
