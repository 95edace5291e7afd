import type { RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedResource, RecordedScenario } from '../record/recorded-scenario.ts';
import type { SitePattern, SitePrincipal } from './site.ts';

/** An account of a scenario, or one that only a request names. */
export interface PathAccount {
  /** Twelve digits. */
  readonly id: string;
  /** `the intake account`; the id if the scenario does not name it. */
  readonly phrase: string;
  /** The name of the scenario. */
  readonly scenario: string;
}

/** The caller of a request. */
export interface PathPrincipal {
  /** Unique within a pattern. */
  readonly key: string;
  /** `the transfer role`, `anonymous`, `transfer.amazonaws.com` */
  readonly phrase: string;
  /** Absent for a service and for an anonymous caller. */
  readonly account?: PathAccount | undefined;
  /** Its page, if the scenario has the principal. */
  readonly known?: SitePrincipal | undefined;
}

/** The kind of a resource. What is of another kind is not drawn. */
export type ResourceKind = RecordedResource['kind'] | 'other';

/** The resource of a request. Objects count as their bucket or access point, items as their table. */
export interface PathResource {
  /** Unique within a pattern. */
  readonly key: string;
  readonly kind: ResourceKind;
  /** `the write-only bucket`; its ARN if it has no name. */
  readonly phrase: string;
  readonly account?: PathAccount | undefined;
  readonly known?: RecordedResource | undefined;
  /** False for one that only a running service names: its id is another in each run. */
  readonly named: boolean;
}

/** Stands for an id that a running service chose. ARNs with it name no resource, since two keys may then have the same. */
const UNKNOWN = '…';

/** Finds the principals and resources of a scenario by the names and ARNs in decisions. */
export class PathEnds {
  readonly #scenario: RecordedScenario;
  readonly #principals: ReadonlyMap<string, SitePrincipal>;
  readonly #resources: ReadonlyMap<string, RecordedResource>;
  readonly #accounts: ReadonlyMap<string, PathAccount>;

  constructor(pattern: SitePattern, scenario: RecordedScenario) {
    const { name } = scenario;
    this.#scenario = scenario;
    this.#principals = new Map(
      pattern.principals
        .filter((principal) => principal.scenario === scenario)
        .flatMap((principal) =>
          [principal.phrase, principal.arn].map((known) => [known, principal] as const),
        ),
    );
    this.#resources = new Map(
      scenario.resources.flatMap((resource) =>
        [resource.arn, resource.phrase]
          .filter((known) => !known.includes(UNKNOWN))
          .map((known) => [known, resource] as const),
      ),
    );
    this.#accounts = new Map(
      scenario.accounts.flatMap(({ id, name: own, phrase }) =>
        [id, own].map((known) => [known, { id, phrase, scenario: name }] as const),
      ),
    );
  }

  principal({ caller, principal = '' }: RecordedRequest): PathPrincipal {
    const known = this.#principals.get(caller ?? '') ?? this.#principals.get(principal);
    const named = known?.kind === 'root user' ? caller : known?.phrase;
    const phrase = named ?? caller ?? (principal === '' ? 'anonymous' : principal);
    return {
      key: `${this.#scenario.name}\n${phrase}`,
      phrase,
      account: this.#account(known?.account ?? accountOf(principal)),
      known,
    };
  }

  resource({ resource, resourceName }: RecordedPermission): PathResource {
    const whole = containerOf(resource);
    const known =
      this.#resources.get(resourceName) ?? this.#resources.get(whole) ?? this.#resources.get(resource);
    const account = this.#account(known?.account ?? accountOf(resource));
    const kind = known?.kind ?? kindOf(resource);
    const unnamed = known === undefined && resourceName === resource;
    const phrase =
      known?.phrase ?? (unnamed ? unnamedPhrase(whole, kind, account) : bucketName(resourceName));
    const named = !(unnamed && kind === 'key');
    return { key: `${this.#scenario.name}\n${phrase}`, kind, phrase, account, known, named };
  }

  #account(id: string | undefined): PathAccount | undefined {
    if (id === undefined) return undefined;
    return this.#accounts.get(id) ?? { id, phrase: id, scenario: this.#scenario.name };
  }
}

/** `the table orders`; `another key of the data account` for one whose id a running service chose. */
function unnamedPhrase(arn: string, kind: ResourceKind, account: PathAccount | undefined): string {
  if (kind === 'other') return arn === '*' ? 'all resources' : arn;
  if (kind === 'key') return account === undefined ? 'another key' : `another key of ${account.phrase}`;
  return `the ${kind} ${arn.slice(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1)}`;
}

/** The account of an ARN; none of a bucket's and of a name that is no ARN. */
function accountOf(arn: string): string | undefined {
  const id = arn.split(':')[4] ?? '';
  return /^\d{12}$/.test(id) ? id : undefined;
}

/** A bucket for its objects, a table for its indexes, a secret without the characters that its service adds. */
function containerOf(arn: string): string {
  const [service] = arn.split(':').slice(2);
  if (service === 's3' && arn.includes(':accesspoint/'))
    return arn.replace(/(:accesspoint\/[^/]+)\/.*$/s, '$1');
  if (service === 's3') return arn.replace(/\/.*$/s, '');
  if (service === 'dynamodb') return arn.replace(/(:table\/[^/]+)\/.*$/s, '$1');
  if (service === 'secretsmanager') return arn.replace(/-[A-Za-z0-9]{6}$/, '');
  return arn;
}

/** `"hello.txt" in the write-only bucket` is about the bucket, and `"hello.txt" through the mine access point` about that. */
function bucketName(name: string): string {
  return /^".*" (?:in|through) (.+)$/s.exec(name)?.[1] ?? name;
}

const KINDS: readonly (readonly [RegExp, ResourceKind])[] = [
  [/^arn:[^:]*:s3:::/, 'bucket'],
  [/^arn:[^:]*:s3:[^:]*:[^:]*:accesspoint\//, 'access point'],
  [/^arn:[^:]*:kms:[^:]*:[^:]*:(?:key|alias)\//, 'key'],
  [/^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\//, 'table'],
  [/^arn:[^:]*:secretsmanager:[^:]*:[^:]*:secret:/, 'secret'],
];

function kindOf(arn: string): ResourceKind {
  return KINDS.find(([form]) => form.test(arn))?.[1] ?? 'other';
}
