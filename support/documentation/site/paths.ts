import type { RecordedPermission, RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import { once } from './once.ts';
import type { PathPrincipal, PathResource } from './path-ends.ts';
import { requestsOf } from './pattern-requests.ts';
import type { SiteExample, SiteOutcome, SitePattern } from './site.ts';
import { type Use, useOf } from './uses.ts';

/** One permission of one request, as a step of a path. */
interface Observed {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
  readonly permission: RecordedPermission;
  /** True if the whole request was granted. */
  readonly whole: boolean;
  /** True for a request of the last When of its example. */
  readonly stated: boolean;
}

/** An example that proves a path, with the request that does. */
export interface PathProof {
  readonly example: SiteExample;
  readonly request: RecordedRequest;
}

/** A principal, a permission, a resource, and the answer. */
export interface Path {
  readonly principal: PathPrincipal;
  readonly permission: string;
  readonly use: Use;
  readonly resource: PathResource;
  readonly allowed: boolean;
  /** The statements that allowed it; for a denial the one that denied or came nearest. */
  readonly statements: readonly RecordedStatement[];
  /** The reason of a denial in one sentence. */
  readonly sentence?: string | undefined;
  /** True for a denial by a statement, and not for want of one. */
  readonly explicit: boolean;
  /** True if the principal and the resource are of different accounts. */
  readonly crossAccount: boolean;
  /** True if other requests of this kind were answered otherwise: the request decides, not the principal alone. */
  readonly varies: boolean;
  /** True if the permission was granted only in requests that were refused as a whole. */
  readonly inVain: boolean;
  readonly outcomes: readonly SiteOutcome[];
  /** The examples that prove it, each with its request, the most telling first. */
  readonly proofs: readonly PathProof[];
}

/**
 * The paths of a pattern, from the requests of its examples that passed.
 *
 * They show the scenario as it stands. {@link requestsOf} says which steps altered it before a request; such a request is a
 * what-if and counts nowhere here. If requests of one kind were answered differently, both answers are paths, are marked so, and are not drawn.
 */
export const pathsOf = once((pattern: SitePattern): readonly Path[] =>
  [...observations(pattern).values()].flatMap(pathsOfKind).toSorted(byName),
);

interface Kind {
  readonly principal: PathPrincipal;
  readonly permission: string;
  readonly resource: PathResource;
  readonly observed: Observed[];
  readonly pattern: SitePattern;
}

function observations(pattern: SitePattern): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const { example, request, whatIf, stated, principal, ends } of requestsOf(pattern)) {
    if (example.verdict !== 'passed' || whatIf.length > 0) continue;
    const whole = request.decisions.every(({ result }) => result === 'Granted');
    for (const permission of request.decisions) {
      const resource = ends.resource(permission);
      const key = [principal.key, permission.action, resource.key].join('\n');
      const kind = kinds.get(key) ?? {
        principal,
        permission: permission.action,
        resource,
        observed: [],
        pattern,
      };
      kind.observed.push({ example, request, permission, whole, stated });
      kinds.set(key, kind);
    }
  }
  return kinds;
}

function pathsOfKind(kind: Kind): readonly Path[] {
  const answers = Map.groupBy(kind.observed, ({ permission }) => permission.result);
  return [...answers.values()].map((same) => pathOf(kind, same, answers.size > 1));
}

function pathOf(kind: Kind, observed: readonly Observed[], varies: boolean): Path {
  const { principal, permission, resource, pattern } = kind;
  const inVain = observed.every(({ whole, permission: { result } }) => result === 'Granted' && !whole);
  const counting = observed.filter(
    ({ whole, permission: { result } }) => result === 'Denied' || whole || inVain,
  );
  const telling = counting.toSorted((a, b) => weight(b) - weight(a));
  const decided = telling[0]?.permission;
  const denial = decided?.denial;
  const proofs = [...Map.groupBy(telling, ({ example }) => example).values()].flatMap(
    ([first]) => first ?? [],
  );
  const ids = new Set(proofs.flatMap(({ example }) => example.outcomes));
  return {
    principal,
    permission,
    use: useOf(permission),
    resource,
    allowed: decided?.result === 'Granted',
    statements:
      denial === undefined
        ? (decided?.allowedBy ?? [])
        : denial.nearest === undefined
          ? []
          : [denial.nearest],
    sentence: denial?.sentence,
    explicit: denial?.explicit ?? false,
    crossAccount: denial?.crossAccount === true || crosses(principal, resource),
    varies,
    inVain,
    outcomes: pattern.outcomes.filter(({ id }) => ids.has(id)),
    proofs: proofs.map(({ example, request }) => ({ example, request })),
  };
}

/** A stated request tells more than one of an earlier step, and a request that was granted more than a part of a refused one. */
function weight({ stated, whole }: Observed): number {
  return Number(stated) * 2 + Number(whole);
}

function crosses({ account: own }: PathPrincipal, { account: other }: PathResource): boolean {
  return own?.id !== other?.id && other !== undefined;
}

function byName(a: Path, b: Path): number {
  return (
    compare(a.principal.account?.phrase ?? '~', b.principal.account?.phrase ?? '~') ||
    compare(a.principal.phrase, b.principal.phrase) ||
    compare(a.resource.phrase, b.resource.phrase) ||
    compare(a.permission, b.permission) ||
    Number(b.allowed) - Number(a.allowed)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
