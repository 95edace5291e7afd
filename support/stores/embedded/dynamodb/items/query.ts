import { canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { validation } from '../../../../aws/dynamodb-errors.ts';
import { requestExpressions } from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import { compareValues } from '../../../../aws/dynamodb-order.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { type TableView, viewOf } from '../indexes/read-index.ts';
import { type Item, OpenTable } from './open-table.ts';
import { pageOfItems } from './page-of-items.ts';
import { refuseItemMembers } from './refuse-item-members.ts';
import { requireKeys } from './require-keys.ts';

/**
 * Query. It reads every item of the table or index, and keeps those that its key condition chooses, in the order of their sort keys.
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
  const view = viewOf(open.table, input);
  const { ScanIndexForward = true, Limit: limit, Select: select } = input;
  const start = input.ExclusiveStartKey && canonicalAttributes(input.ExclusiveStartKey);
  const direction = ScanIndexForward ? 1 : -1;
  const byKey = (one: Item, other: Item) => direction * byKeys(view.keys, one, other);
  const chosen = open
    .places()
    .map((place) => open.at(place) ?? {})
    .filter((item) => view.has(item) && keys.every(({ condition }) => holds(condition, item)))
    .sort(byKey);
  if (start !== undefined) requireStart(view, start, { open, keys });
  const rest = start === undefined ? chosen : chosen.filter((item) => byKey(item, start) > 0);
  return pageOfItems(rest, { view, limit, select, filter, projection });
}

/**
 * Items of one partition in the order of their sort keys. Items of an index can have equal keys: the keys of the table order
 * them. Undocumented: the order of such items.
 */
function byKeys(names: readonly string[], one: Item, other: Item): number {
  for (const name of names) {
    const [first, second] = [one[name], other[name]];
    const order = first === undefined || second === undefined ? 0 : (compareValues(first, second) ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

/** A page starts within the items that the condition chooses. */
function requireStart(
  { keys: names }: TableView,
  start: Item,
  {
    open,
    keys,
  }: {
    readonly open: OpenTable;
    readonly keys: NonNullable<ReturnType<typeof requestExpressions>['keys']>;
  },
): void {
  requireKeys(open, names, start);
  if (keys.every(({ condition }) => holds(condition, start))) return;
  throw validation('The provided starting key is outside query boundaries based on provided conditions');
}
