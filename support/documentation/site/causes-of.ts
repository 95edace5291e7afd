import type { RecordedStatement } from '../record/recorded-decision.ts';
import { failuresOf, type SiteFailure } from './failures-of.ts';
import { once } from './once.ts';
import type { Site } from './site.ts';

/** A statement that several failures have in common. */
export interface Cause {
  readonly statement: RecordedStatement;
  readonly failures: readonly SiteFailure[];
  /** The permissions that the statement decided, or came nearest to, in these failures. */
  readonly actions: readonly string[];
}

/** The causes of the failures of a site, the most frequent first, and the failures that have no statement in common. */
export interface Causes {
  readonly causes: readonly Cause[];
  readonly others: readonly SiteFailure[];
}

/** A statement that a failure met. */
interface Met {
  readonly failure: SiteFailure;
  readonly statement: RecordedStatement;
  readonly action: string;
}

/**
 * Groups failures by the statement that most of them met. A failure is of one cause: what is left is grouped again, as
 * long as two failures have a statement in common.
 */
export const causesOf = once((site: Site): Causes => {
  const groups = new Map<string, Map<SiteFailure, Met[]>>();
  const keysOf = new Map<SiteFailure, readonly string[]>();
  for (const failure of failuresOf(site)) {
    const met = statementsMet(failure);
    keysOf.set(failure, [...new Set(met.map(({ statement }) => keyOf(statement)))]);
    for (const one of met) {
      const group = groups.get(keyOf(one.statement)) ?? new Map<SiteFailure, Met[]>();
      group.set(failure, [...(group.get(failure) ?? []), one]);
      groups.set(keyOf(one.statement), group);
    }
  }
  const left = new Set(failuresOf(site));
  const causes: Cause[] = [];
  for (let group = largest(groups); group !== undefined; group = largest(groups)) {
    causes.push(causeOf(group));
    for (const failure of [...group.keys()]) {
      left.delete(failure);
      for (const key of keysOf.get(failure) ?? []) groups.get(key)?.delete(failure);
    }
  }
  return { causes, others: [...left] };
});

function causeOf(group: ReadonlyMap<SiteFailure, readonly Met[]>): Cause {
  const met = [...group.values()].flat();
  const [first] = met;
  if (first === undefined) throw new TypeError('a cause has failures');
  return {
    statement: first.statement,
    failures: [...group.keys()],
    actions: [...new Set(met.map(({ action }) => action))],
  };
}

function largest<T>(groups: ReadonlyMap<string, ReadonlyMap<SiteFailure, T>>) {
  let best: ReadonlyMap<SiteFailure, T> | undefined;
  for (const group of groups.values()) if (group.size > Math.max(1, best?.size ?? 1)) best = group;
  return best;
}

function keyOf({ source, policy, statement }: RecordedStatement): string {
  return source === undefined ? `${policy}\n${statement}` : `${source.file}:${source.line}\n${statement}`;
}

/** The statements that made a request of a failure come out as it did. */
function statementsMet(failure: SiteFailure): readonly Met[] {
  const { request, action: stated, kind } = failure;
  if (request === undefined || kind === 'different' || kind === 'unusable') return [];
  const named = request.decisions.filter(({ action }) => action === stated);
  const decisions = named.length > 0 ? named : request.decisions;
  return decisions.flatMap(({ action, allowedBy = [], denial }) => {
    if (denial === undefined)
      return kind === 'shut' ? [] : allowedBy.map((statement) => ({ failure, action, statement }));
    const { considered, nearest } = denial;
    const matched = considered.filter(({ mismatch }) => mismatch === undefined);
    const relevant = kind === 'otherwise' ? matched : [];
    const statements = nearest === undefined ? relevant : [...relevant, nearest];
    return statements.map((statement) => ({ failure, action, statement }));
  });
}
