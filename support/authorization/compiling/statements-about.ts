import type { CompiledStatement } from './compiled-statement.ts';
import { entriesAbout, type Positions, positionsIn } from './positions.ts';

/** Lists that are shorter are gone through: to look a resource up costs as much. */
const FEW = 16;

const known = new WeakMap<readonly CompiledStatement[], Positions>();

/**
 * Each statement of a list that may be about a resource, in the order of the list. A statement that lists whole ARNs, without
 * wildcards and variables, is about these resources alone. The others are always among them.
 */
export function statementsAbout(
  list: readonly CompiledStatement[],
  resource: string,
): readonly CompiledStatement[] {
  if (list.length < FEW) return list;
  let positions = known.get(list);
  if (positions === undefined) {
    positions = positionsIn(list, wholeArns);
    known.set(list, positions);
  }
  return entriesAbout(list, positions, resource);
}

/** The resources that a statement lists; undefined if it may be about others too. */
export function wholeArns({ resources }: CompiledStatement): ReadonlySet<string> | undefined {
  if (resources === undefined) return undefined;
  const arns = new Set<string>();
  for (const pattern of resources) {
    if (pattern === 'any' || pattern.exact === undefined) return undefined;
    arns.add(pattern.exact);
  }
  return arns;
}
