import { isDeepStrictEqual } from 'node:util';

/** A change of a policy document: of a statement, or of a member beside the statements. */
export interface DocumentChange {
  /** `statement "Writes"`, `statement 2`, `Version`. */
  readonly part: string;
  /** The part as compact JSON; undefined for one that was added or removed. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Parts = ReadonlyMap<string, unknown>;

/**
 * Compares policy documents part by part. Statements that are equal are none that changed, wherever they stand; others are
 * paired by their Sid. Documents that are no JSON are compared as texts.
 */
export function documentChanges(
  before: string | undefined,
  after: string | undefined,
): readonly DocumentChange[] {
  const [old, current] = [partsOf(before), partsOf(after)];
  if (old === undefined || current === undefined)
    return before === after ? [] : [{ part: 'text', before, after }];
  const moved = (parts: Parts, others: Parts) =>
    new Map(
      [...parts].filter(
        ([name, part]) =>
          !name.startsWith('statement') || ![...others.values()].some((one) => isDeepStrictEqual(one, part)),
      ),
    );
  const [left, right] = [moved(old, current), moved(current, old)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((part) => {
    const change = { part, before: text(left.get(part)), after: text(right.get(part)) };
    return change.before === change.after ? [] : [change];
  });
}

/** The statements of a document, and its other members; undefined for a text that is no JSON object. */
function partsOf(document: string | undefined): Parts | undefined {
  if (document === undefined) return new Map();
  const parsed = parsedObject(document);
  if (parsed === undefined) return undefined;
  const { Statement: given, ...members } = parsed;
  const statements: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const parts = new Map<string, unknown>(Object.entries(members));
  statements.forEach((statement, index) => {
    const sid = sidOf(statement);
    const named = sid === undefined ? undefined : `statement ${JSON.stringify(sid)}`;
    parts.set(named === undefined || parts.has(named) ? `statement ${index + 1}` : named, statement);
  });
  return parts;
}

function parsedObject(document: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(document);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function sidOf(statement: unknown): string | undefined {
  if (typeof statement !== 'object' || statement === null || !('Sid' in statement)) return undefined;
  return typeof statement.Sid === 'string' ? statement.Sid : undefined;
}

function text(part: unknown): string | undefined {
  return part === undefined ? undefined : JSON.stringify(part);
}
