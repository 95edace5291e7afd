import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import type { DocumentPath } from '../../../../aws/dynamodb-expressions/expression.ts';
import { valueAt } from './value-at.ts';

/**
 * The parts of an item at some paths. Chosen elements of a list follow each other in the order of the list.
 *
 * Source: Amazon DynamoDB developer guide, "Using projection expressions in DynamoDB".
 */
export function project(item: Attributes, paths: readonly DocumentPath[]): Record<string, AttributeValue> {
  const existing = paths.filter((path) => valueAt(item, path) !== undefined);
  return chosen(item, grouped(existing));
}

function chosen(
  attributes: Attributes,
  groups: ReadonlyMap<string | number, readonly Steps[]>,
): Record<string, AttributeValue> {
  const entries = [...groups].flatMap(([name, below]): [string, AttributeValue][] => {
    const value = attributes[name];
    return value === undefined ? [] : [[String(name), within(value, below)]];
  });
  return Object.fromEntries(entries);
}

type Steps = readonly (string | number)[];

/** The paths by their first step, each without it. */
function grouped(paths: readonly Steps[]): ReadonlyMap<string | number, readonly Steps[]> {
  const groups = new Map<string | number, Steps[]>();
  for (const [first, ...rest] of paths) {
    if (first !== undefined) groups.set(first, [...(groups.get(first) ?? []), rest]);
  }
  return groups;
}

function within(value: AttributeValue, paths: readonly Steps[]): AttributeValue {
  if (paths.some((path) => path.length === 0)) return value;
  const groups = grouped(paths);
  const { M, L } = value;
  if (M !== undefined) return { M: chosen(M, groups) };
  const elements = (L ?? []).flatMap((element, at) => {
    const below = groups.get(at);
    return below === undefined ? [] : [within(element, below)];
  });
  return { L: elements };
}
