import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { AccessAnswer } from './access-answer.ts';
import type { PathPrincipal, PathResource } from './path-ends.ts';
import { type PatternRequest, requestsOf } from './pattern-requests.ts';
import type { SiteExample, SitePattern } from './site.ts';
import { type Tried as Place, triedBy } from './tried.ts';
import type { Use } from './uses.ts';

/** An answer that an alteration of the scenario changes. */
export interface Change {
  readonly principal: PathPrincipal;
  readonly use: Use;
  readonly resource: PathResource;
  /** The answers in the scenario as it stands. */
  readonly before: readonly AccessAnswer[];
  readonly after: AccessAnswer;
  /** The request that tried it, with its example. */
  readonly example: SiteExample;
  readonly request: RecordedRequest;
}

/** An alteration of the scenario: steps of examples, and what they change. */
export interface Variant {
  /** The words of the steps that alter the scenario. */
  readonly steps: readonly string[];
  /** How many requests under it were also tried in the scenario as it stands. */
  readonly compared: number;
  readonly changes: readonly Change[];
}

/**
 * The variants of a pattern that change an answer, the ones with most changes first. An answer changes if a request of the
 * same principal, use and resource was answered in other words in the scenario as it stands.
 */
export function variantsOf(pattern: SitePattern): readonly Variant[] {
  const requests = requestsOf(pattern).filter(({ example }) => example.verdict === 'passed');
  const standing = Map.groupBy(
    requests.filter(({ whatIf }) => whatIf.length === 0).flatMap(triedBy),
    placeOf,
  );
  const whatIfs = Map.groupBy(
    requests.filter(({ whatIf }) => whatIf.length > 0),
    wordsOf,
  );
  return [...whatIfs.values()]
    .map((own) => variantOf(own, standing))
    .filter(({ changes }) => changes.length > 0)
    .toSorted((a, b) => b.changes.length - a.changes.length);
}

function variantOf(own: readonly PatternRequest[], standing: ReadonlyMap<string, readonly Place[]>): Variant {
  const steps = own[0]?.whatIf.map(({ text }) => text) ?? [];
  const tried = [...Map.groupBy(own.flatMap(triedBy), placeOf)];
  const comparable = tried.filter(([place]) => standing.has(place));
  const changes = comparable.flatMap(([place, now]) => {
    return distinctBy(now).flatMap(({ request, use, resource, keys, answer: after }) => {
      const compared = comparedWith(standing.get(place) ?? [], keys);
      const before = [...new Map(compared.map(({ answer }) => [answer.words, answer])).values()];
      if (before.some(({ words }) => words === after.words)) return [];
      return { principal: request.principal, use, resource, before, after, ...requestOf(request) };
    });
  });
  return { steps, compared: comparable.length, changes };
}

function requestOf({ example, request }: PatternRequest): Pick<Change, 'example' | 'request'> {
  return { example, request };
}

function placeOf({ request, use, resource, permissions }: Place): string {
  const own = permissions.filter(
    (permission) =>
      request.request.service === undefined || permission.startsWith(`${request.request.service}:`),
  );
  return [request.principal.key, use, resource.key, ...own].join('\n');
}

function wordsOf({ whatIf, principal }: PatternRequest): string {
  return [principal.account?.scenario ?? '', ...whatIf.map(({ text }) => text)].join('\n');
}

/** Requests for which the same keys were used, if there are any: another key may be answered otherwise. */
function comparedWith(standing: readonly Place[], keys: string): readonly Place[] {
  const same = standing.filter((place) => place.keys === keys);
  return same.length > 0 ? same : standing;
}

/** One request for each answer and key. */
function distinctBy(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.answer.words}\n${place.keys}`, place])).values()];
}
