import type { KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb';
import { validation } from '../../../aws/dynamodb-errors.ts';
import type { Condition } from '../../../aws/dynamodb-expressions/expression.ts';
import {
  type ExpressionMembers,
  requestExpressions,
} from '../../../aws/dynamodb-expressions/request-expressions.ts';
import { keyNames } from '../../../aws/dynamodb-item-key.ts';

/** The keys of a table or index. */
export interface Keyed {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
}

/**
 * The table, or the index of it that a request names. Throws ValidationException for an index that the table does not
 * have. Source: Amazon DynamoDB API reference, Query and Scan, IndexName; the text as AWS sends it.
 */
export function keyedBy(table: TableDescription, index: string | undefined): Keyed {
  if (index === undefined) return table;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const found = indexes.find(({ IndexName }) => IndexName === index);
  if (found === undefined) throw validation(`The table does not have the specified index: ${index}`);
  return found;
}

/**
 * Refuses a query whose condition is not about the keys of its table or index. Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, Query, KeyConditionExpression and KeyConditions; the texts as AWS sends them.
 */
export function checkKeyCondition(keyed: Keyed, query: ExpressionMembers): void {
  const { keys: terms = [] } = requestExpressions(query);
  const names = terms.map(({ name }) => name);
  const isLegacy = query.KeyConditions !== undefined;
  if (isLegacy && (terms.length === 0 || terms.length > 2))
    throw validation('Conditions can be of length 1 or 2 only');
  const [partition, sort] = keyNames(keyed);
  const missing = [partition, sort].find(
    (key, at) => key !== undefined && at < Math.max(1, new Set(names).size) && !names.includes(key),
  );
  if (missing !== undefined) throw validation(`Query condition missed key schema element: ${missing}`);
  if (names.some((name) => name !== partition && name !== sort))
    throw validation('Query key condition not supported');
  if (new Set(names).size < names.length)
    throw validation('KeyConditionExpressions must only contain one condition per key');
  if (isLegacy && !terms.every(({ condition }) => isIndexable(condition)))
    throw validation('Attempted conditional constraint is not an indexable operation');
  const ofPartition = terms.find(({ name }) => name === partition);
  if (ofPartition !== undefined && ofPartition.equals === undefined)
    throw validation('Query key condition not supported');
}

/** True for a condition on keys that an index finds: an equality, an order or a beginning. */
function isIndexable(condition: Condition): boolean {
  if (condition.kind === 'compare') return condition.by !== '<>';
  return condition.kind === 'between' || (condition.kind === 'function' && condition.name === 'begins_with');
}
