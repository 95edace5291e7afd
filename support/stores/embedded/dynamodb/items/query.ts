import { canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { validation } from '../../../../aws/dynamodb-errors.ts';
import { requestExpressions } from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import { keyNames } from '../../../../aws/dynamodb-item-key.ts';
import { compareValues } from '../../../../aws/dynamodb-order.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { tableKey } from './item-key.ts';
import { type Item, OpenTable } from './open-table.ts';
import { pageOfItems } from './page-of-items.ts';
import { refuseItemMembers } from './refuse-item-members.ts';

/**
 * Query. It reads every item of the table, and keeps those that its key condition chooses, in the order of their sort keys.
 *
 * Source: Amazon DynamoDB API reference, Query.
 */
export function query(
  input: Input<'dynamodb', 'Query'>,
  context: DynamodbContext,
): Output<'dynamodb', 'Query'> {
  refuseItemMembers('Query', input);
  const { keys = [], filter, projection } = requestExpressions(input);
  const open = new OpenTable(input.TableName, context);
  const { table } = open;
  const [, sortKey] = keyNames(tableKey(table));
  const { ScanIndexForward = true, Limit: limit, Select: select } = input;
  const start = input.ExclusiveStartKey && canonicalAttributes(input.ExclusiveStartKey);
  const direction = ScanIndexForward ? 1 : -1;
  const byKey = (one: Item, other: Item) => direction * bySortKey(sortKey, one, other);
  const chosen = open
    .places()
    .map((place) => open.at(place) ?? {})
    .filter((item) => keys.every(({ condition }) => holds(condition, item)))
    .sort(byKey);
  if (start !== undefined) requireStart(open, start, keys);
  const rest = start === undefined ? chosen : chosen.filter((item) => byKey(item, start) > 0);
  return pageOfItems(rest, { table, limit, select, filter, projection });
}

/** Items of one partition differ in their sort keys. */
function bySortKey(sortKey: string | undefined, one: Item, other: Item): number {
  const [first, second] = [one[sortKey ?? ''], other[sortKey ?? '']];
  return first === undefined || second === undefined ? 0 : (compareValues(first, second) ?? 0);
}

/** A page starts within the items that the condition chooses. */
function requireStart(
  open: OpenTable,
  start: Item,
  keys: NonNullable<ReturnType<typeof requestExpressions>['keys']>,
): void {
  open.placeOfKey(start);
  if (keys.every(({ condition }) => holds(condition, start))) return;
  throw validation('The provided starting key is outside query boundaries based on provided conditions');
}
