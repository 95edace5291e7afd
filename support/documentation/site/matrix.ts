import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { AccessAnswer } from './access-answer.ts';
import { once } from './once.ts';
import type { PathAccount, PathPrincipal, PathResource } from './path-ends.ts';
import { requestsOf } from './pattern-requests.ts';
import type { SiteExample, SitePattern } from './site.ts';
import { keyUsesOf, type Tried, triedBy } from './tried.ts';
import { type Use, uses } from './uses.ts';

/** An answer in a cell. */
export interface CellAnswer extends AccessAnswer {
  /** The permissions that were asked for: `s3:GetObject, kms:Decrypt`. */
  readonly permissions: readonly string[];
  /** The keys that the service used for such requests: `the shared key`; an empty text if it used none. */
  readonly keys: readonly string[];
  /** How the resource was reached: `directly`, `through S3`. */
  readonly routes: readonly string[];
  /** The request that it leads to, with its example. */
  readonly example: SiteExample;
  readonly request: RecordedRequest;
  /** True if that example is broken: the answer is not as stated. */
  readonly broken: boolean;
}

/** A principal and its answers, by the use. A use that it was not tried with is missing. */
export interface MatrixRow {
  readonly principal: PathPrincipal;
  readonly cells: ReadonlyMap<Use, readonly CellAnswer[]>;
}

/** The principals of one account. */
export interface MatrixGroup {
  /** Absent for services and anonymous callers. */
  readonly account?: PathAccount | undefined;
  readonly rows: readonly MatrixRow[];
}

/** A use, with the permissions that it was asked for with. */
export interface MatrixColumn {
  readonly use: Use;
  readonly permissions: readonly string[];
}

/** The principals and what they can do with one resource of a scenario as it stands. */
export interface Matrix {
  readonly resource: PathResource;
  readonly columns: readonly MatrixColumn[];
  readonly groups: readonly MatrixGroup[];
  /** Principals of the pattern that made no request on the resource. */
  readonly untried: readonly PathPrincipal[];
}

const KINDS: readonly PathResource['kind'][] = ['bucket', 'access point', 'key', 'table', 'secret', 'other'];

/** The matrices of a pattern, one for each resource: buckets, then keys, tables, secrets and others. */
export const matricesOf = once((pattern: SitePattern): readonly Matrix[] => {
  const tried = requestsOf(pattern)
    .filter(({ example, whatIf, stated }) => whatIf.length === 0 && counts(example, stated))
    .flatMap((request) => [...triedBy(request), ...keyUsesOf(request)]);
  const principals = new Map(tried.map(({ request: { principal } }) => [principal.key, principal]));
  return [...Map.groupBy(tried, ({ resource }) => resource.key).values()]
    .flatMap((own) => matrixOf(pattern, own, principals) ?? [])
    .toSorted((a, b) => orderOf(a) - orderOf(b));
});

/** The order of kinds. A resource without a name comes after the named ones of its kind. */
function orderOf({ resource: { kind, named } }: Matrix): number {
  return KINDS.indexOf(kind) * 2 + Number(!named);
}

/** An example that failed counts with the request that it is about, since that is the answer that was not as stated. */
function counts({ verdict }: SiteExample, stated: boolean): boolean {
  return verdict === 'passed' || (stated && (verdict === 'failed' || verdict === 'broken'));
}

function matrixOf(
  pattern: SitePattern,
  tried: readonly Tried[],
  principals: ReadonlyMap<string, PathPrincipal>,
): Matrix | undefined {
  const [first] = tried;
  if (first === undefined) return undefined;
  const byPrincipal = Map.groupBy(tried, ({ request }) => request.principal.key);
  const rows = [...byPrincipal.values()].flatMap((own) => rowOf(own) ?? []);
  const groups = [...Map.groupBy(rows, ({ principal }) => principal.account?.id).values()].map((own) => ({
    account: own[0]?.principal.account,
    rows: own.toSorted((a, b) => placeOf(a, pattern) - placeOf(b, pattern)),
  }));
  const owner = first.resource.account?.id;
  const order = ({ account }: MatrixGroup) => (account === undefined ? 2 : Number(account.id !== owner));
  return {
    resource: first.resource,
    columns: columnsOf(tried),
    groups: groups.toSorted((a, b) => order(a) - order(b)),
    untried: [...principals.values()].filter(({ key }) => !byPrincipal.has(key)),
  };
}

/** Root users come first, then the principals in the order of their scenario, then others. */
function placeOf({ principal: { known } }: MatrixRow, { principals }: SitePattern): number {
  if (known === undefined) return principals.length;
  return known.kind === 'root user' ? -1 : principals.indexOf(known);
}

function rowOf(tried: readonly Tried[]): MatrixRow | undefined {
  const [first] = tried;
  if (first === undefined) return undefined;
  const cells = [...Map.groupBy(tried, ({ use }) => use)].map(([use, own]) => [use, answersOf(own)] as const);
  return { principal: first.request.principal, cells: new Map(cells) };
}

function answersOf(tried: readonly Tried[]): readonly CellAnswer[] {
  const same = Map.groupBy(tried, ({ answer, request }) =>
    [answer.words, request.example.verdict !== 'passed'].join('\n'),
  );
  return [...same.values()].flatMap((own) => {
    const telling = own.find(({ request }) => request.stated) ?? own[0];
    if (telling === undefined) return [];
    const { answer, request } = telling;
    return {
      ...answer,
      keys: [...new Set(own.map(({ keys }) => keys))],
      routes: [...new Set(own.map(({ route }) => route))],
      permissions: [...new Set(own.flatMap(({ permissions }) => permissions))],
      example: request.example,
      request: request.request,
      broken: request.example.verdict !== 'passed',
    };
  });
}

function columnsOf(tried: readonly Tried[]): readonly MatrixColumn[] {
  const byUse = Map.groupBy(tried, ({ use }) => use);
  return uses.flatMap((use) => {
    const own = byUse.get(use);
    if (own === undefined) return [];
    return { use, permissions: [...new Set(own.flatMap(({ permissions }) => permissions))] };
  });
}
