import { compile } from '../../authorization/compiling/compiled-policy.ts';
import { type CompiledStatement, coversResource } from '../../authorization/compiling/compiled-statement.ts';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { parsedPolicy } from '../../authorization/parse-policy.ts';
import { type RequestContext, UNKNOWABLE } from '../../authorization/terms/permission.ts';

/** A policy document in force, with names in place of chosen ids. */
export interface CanonicalPolicy {
  /** The document with the ids that were chosen here. */
  readonly text: string;
  readonly canonical: string;
  readonly kind: PolicyKind;
}

/** The extent to which a change can touch decisions: not at all, where one of some statements may apply, or everywhere. */
export type Extent = readonly CompiledStatement[] | 'all';

/** The extent of no change. */
export const NOWHERE: Extent = [];

/** True if there is a change. */
export function isSomewhere(extent: Extent): boolean {
  return extent === 'all' || extent.length > 0;
}

/** The extent of two changes together. */
export function bothExtents(one: Extent, other: Extent): Extent {
  if (one === 'all' || other === 'all') return 'all';
  return one.length === 0 ? other : other.length === 0 ? one : [...one, ...other];
}

/** The statements that one of two lists of policies has and the other has not, or has less often. */
export function changedStatements(
  before: readonly CanonicalPolicy[],
  after: readonly CanonicalPolicy[],
): readonly CompiledStatement[] {
  const texts = [before, after].map((policies) => policies.map(({ canonical }) => canonical).join('\n'));
  if (texts[0] === texts[1]) return [];
  const [earlier, later] = [before, after].map((policies) => policies.flatMap(statementsOf));
  if (earlier === undefined || later === undefined) return [];
  return [...missingIn(later, earlier), ...missingIn(earlier, later)];
}

interface Written {
  readonly id: string;
  readonly compiled: CompiledStatement;
}

function statementsOf({ text, canonical, kind }: CanonicalPolicy): readonly Written[] {
  const policy = parsedPolicy(text, kind);
  const written = [Object(JSON.parse(canonical)).Statement].flat();
  return compile(policy).statements.map((compiled, index) => ({
    id: `${policy.version} ${JSON.stringify(written[index])}`,
    compiled,
  }));
}

/** The statements of the second list that the first has less often. */
function missingIn(list: readonly Written[], wanted: readonly Written[]): readonly CompiledStatement[] {
  const left = new Map<string, number>();
  for (const { id } of list) left.set(id, (left.get(id) ?? 0) + 1);
  return wanted.flatMap(({ id, compiled }) => {
    const count = left.get(id) ?? 0;
    left.set(id, count - 1);
    return count > 0 ? [] : [compiled];
  });
}

/** A context in which every variable of a resource may have every value. */
const ANY_REQUEST: RequestContext = { get: () => UNKNOWABLE };

/** True if one of some statements may apply to an action on one of some resources, for some request and some principal. */
export function mayApply(extent: Extent, action: string, resources: readonly string[]): boolean {
  if (extent === 'all') return true;
  return extent.some(
    (statement) =>
      statement.coversAction(action) &&
      resources.some((resource) => {
        const permission = { action, resource, resourceAccount: '', context: ANY_REQUEST };
        return coversResource(statement, permission) !== false;
      }),
  );
}

/** True if one of some statements may apply to an action, whatever its resource is. */
export function mayApplySomewhere(extent: Extent, action: string): boolean {
  return extent === 'all' || extent.some((statement) => statement.coversAction(action));
}
