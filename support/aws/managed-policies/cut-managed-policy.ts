import { serviceNames } from '../services.ts';

/** A statement of a policy document, as it is written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

/** A policy document, as it is written. */
export interface WrittenDocument {
  readonly Version?: string;
  readonly Statement: WrittenStatement | readonly WrittenStatement[];
}

/**
 * Cuts an AWS managed policy to the services that keyhole serves. No decision on an action of these services changes:
 *
 * - of Action and NotAction, only patterns go that match no action of a served service;
 * - a statement goes if its Action is then empty;
 * - a NotAction that would be empty stays whole.
 *
 * A policy without a statement is not valid. One that says nothing about served services keeps the first action of its
 * first statement.
 */
export function cutManagedPolicy({ Version, Statement }: WrittenDocument): WrittenDocument {
  const statements: readonly WrittenStatement[] = Array.isArray(Statement) ? Statement : [Statement];
  const cut = statements.flatMap(cutStatement);
  return {
    ...(Version !== undefined && { Version }),
    Statement: cut.length > 0 ? cut : statements.slice(0, 1).map(firstAction),
  };
}

function cutStatement(statement: WrittenStatement): readonly WrittenStatement[] {
  if (statement.NotAction !== undefined) {
    const kept = patternsOf(statement.NotAction).filter(mayMatchServed);
    return [kept.length === 0 ? statement : { ...statement, NotAction: kept }];
  }
  const kept = patternsOf(statement.Action).filter(mayMatchServed);
  return kept.length === 0 ? [] : [{ ...statement, Action: kept }];
}

function firstAction({ Effect, Action }: WrittenStatement): WrittenStatement {
  return { Effect, Action: patternsOf(Action).slice(0, 1), Resource: '*' };
}

function patternsOf(element: unknown): readonly string[] {
  return (Array.isArray(element) ? element : [element]).map(String);
}

/** True if the service of a pattern, which may have wildcards itself, is or may be a served one. */
function mayMatchServed(pattern: string): boolean {
  const colon = pattern.indexOf(':');
  // A pattern without a colon is `*`, or has a wildcard that may stand for a colon.
  if (colon === -1) return true;
  const service = pattern.slice(0, colon).toLowerCase();
  const source = service
    .replaceAll(/[^*?\w]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return serviceNames.some((name) => new RegExp(`^${source}$`).test(name));
}
