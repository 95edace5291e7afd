import { type Attributes, canonicalAttributes } from '../../../aws/dynamodb-attributes.ts';
import { validation } from '../../../aws/dynamodb-errors.ts';
import { checkItem, checkKey } from '../../../aws/dynamodb-item-key.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { addressedTable } from './addressed-table.ts';
import { describedTable } from './described-table.ts';
import { sizeOfItem } from './item-size.ts';
import { checkKeyCondition, type KeyedQuery, keyedBy } from './key-condition.ts';

/** In bytes. Source: Amazon DynamoDB developer guide, "Quotas", item size. */
const LARGEST_ITEM = 400 * 1024;

/** The members of requests that hold attributes. */
interface ItemMembers {
  readonly Item?: Attributes;
  readonly Key?: Attributes;
  readonly ExclusiveStartKey?: Attributes;
  readonly ExpressionAttributeValues?: Attributes;
  readonly ReturnValues?: string;
}

/** Writes of one whole item, which return the item before it or nothing. */
const ofWholeItems: ReadonlySet<string> = new Set<Operation<'dynamodb'>>(['PutItem', 'DeleteItem']);

/**
 * Refuses items and keys for their own form. A value must have exactly one type, a number must fit, and a set
 * has distinct members, at least one. Values nest at most 32 levels, and an item has at most 400 KB. Refuses
 * a ReturnValues that the operation does not take.
 * Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, AttributeValue, PutItem and DeleteItem; the texts as AWS sends them.
 */
export function checkItemForm(operation: Operation<'dynamodb'>, input: object): void {
  const { Item, Key, ExclusiveStartKey, ExpressionAttributeValues, ReturnValues }: ItemMembers = input;
  if (ofWholeItems.has(operation) && ReturnValues !== undefined && !/^(NONE|ALL_OLD)$/.test(ReturnValues))
    throw validation('Return values set to invalid value');
  for (const attributes of [Item, Key, ExclusiveStartKey, ExpressionAttributeValues])
    if (attributes !== undefined) canonicalAttributes(attributes);
  if (Item !== undefined && sizeOfItem(Item) > LARGEST_ITEM)
    throw validation('Item size has exceeded the maximum allowed size');
}

/**
 * Refuses an item or key that does not have the primary key of its table. Refuses an index that the table does not have,
 * and a query that is not about the keys of its table or index. Throws ValidationException; ServiceUnavailable if
 * the store does not tell the keys. Where a page of an index begins is the store's to check.
 */
export async function requireKeyOfTable(call: CallFacts<'dynamodb'>): Promise<void> {
  const members: ItemMembers & KeyedQuery = call.input as object;
  const { Item, Key, ExclusiveStartKey, IndexName } = members;
  const isQuery = call.operation === 'Query';
  if (!isQuery && (IndexName ?? Item ?? Key ?? ExclusiveStartKey) === undefined) return;
  const table = addressedTable(call.input, call);
  const described = table && (await describedTable(call.store, table));
  if (described === undefined) return;
  const keyed = keyedBy(described, IndexName);
  if (isQuery) checkKeyCondition(keyed, members);
  if (IndexName !== undefined) return;
  if (Item !== undefined) checkItem(described, Item);
  for (const key of [Key, ExclusiveStartKey]) if (key !== undefined) checkKey(described, key);
}
