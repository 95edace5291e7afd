import type { KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { checkItem, checkKey } from '../../../../aws/dynamodb-item-key.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import type { DynamodbState, Table } from '../dynamodb-state.ts';
import { itemKeyOf } from '../encryption/table-encryption.ts';
import { refuseMembers } from '../refuse-members.ts';
import { findResource } from '../tables/find-table.ts';
import { keyOf, placeOf, tableKey } from './item-key.ts';
import { openItem, sealItem } from './sealed-item.ts';

/** Members for conditions, projections and consumed capacity. */
const NOT_SERVED = [
  'AttributesToGet',
  'ConditionExpression',
  'ConditionalOperator',
  'Expected',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'FilterExpression',
  'IndexName',
  'ProjectionExpression',
  'ReturnConsumedCapacity',
  'ReturnItemCollectionMetrics',
  'ReturnValuesOnConditionCheckFailure',
  'ScanFilter',
  'Segment',
  'TotalSegments',
] as const;

type Item = Record<string, AttributeValue>;

/**
 * Operations on items by their primary keys. Each decrypts the table key first, so none works if KMS refuses
 * it.
 *
 * Differs: KMS is asked each time; AWS remembers a table key for up to five minutes.
 *
 * Source: Amazon DynamoDB API reference, PutItem, GetItem, DeleteItem and Scan; Amazon DynamoDB developer guide,
 * "DynamoDB encryption at rest usage notes", section "Table key caching".
 */
export const itemOperations = {
  PutItem(input, context) {
    const { table, itemKey } = opened('PutItem', input, context);
    const item = canonicalAttributes(input.Item ?? {});
    // The table may not be the one that the gateway looked at.
    checkItem(tableKey(table), item);
    const place = placeOf(table, item, itemKey);
    const sealed = sealItem(item, itemKey, place);
    const answer = returned(input.ReturnValues, () => itemAt(table, place, itemKey));
    table.items.set(place, sealed);
    return answer;
  },

  GetItem(input, context) {
    const { table, itemKey } = opened('GetItem', input, context);
    const item = itemAt(table, placeOf(table, keyGiven(table, input.Key), itemKey), itemKey);
    return item === undefined ? {} : { Item: item };
  },

  DeleteItem(input, context) {
    const { table, itemKey } = opened('DeleteItem', input, context);
    const place = placeOf(table, keyGiven(table, input.Key), itemKey);
    const answer = returned(input.ReturnValues, () => itemAt(table, place, itemKey));
    table.items.delete(place);
    return answer;
  },

  /**
   * Items are in the order of their digests. So a page continues after the last item of the previous page,
   * even if that item is gone.
   */
  Scan(input, context) {
    const { table, itemKey } = opened('Scan', input, context);
    const { Limit = Number.POSITIVE_INFINITY, Select } = input;
    if (Select !== undefined && Select !== 'ALL_ATTRIBUTES' && Select !== 'COUNT')
      refuseMembers('Scan', input, ['Select']);
    const start =
      input.ExclusiveStartKey && placeOf(table, keyGiven(table, input.ExclusiveStartKey), itemKey);
    const places = [...table.items.keys()].sort().filter((place) => start === undefined || place > start);
    const read = places.slice(0, Limit);
    const items = read.map((place) => itemAt(table, place, itemKey) ?? {});
    const last = read.length < places.length ? items.at(-1) : undefined;
    return {
      ...(Select !== 'COUNT' && { Items: items }),
      Count: items.length,
      ScannedCount: items.length,
      ...(last && { LastEvaluatedKey: keyOf(table, last) }),
    };
  },
} satisfies OperationTable<'dynamodb', DynamodbState>;

/** The table that a request is about, and the key of its items. */
function opened(
  operation: string,
  input: { readonly TableName?: string | undefined },
  context: DynamodbContext,
): { readonly table: Table; readonly itemKey: KeyObject } {
  refuseMembers(operation, input, NOT_SERVED);
  const { state, kms } = context;
  const table = findResource(context, input.TableName);
  return { table, itemKey: itemKeyOf(table.encryption, { table, state, kms }) };
}

function keyGiven(table: Table, key: Attributes | undefined): Item {
  const canonical = canonicalAttributes(key ?? {});
  checkKey(tableKey(table), canonical);
  return canonical;
}

function itemAt(table: Table, place: string, itemKey: KeyObject): Item | undefined {
  const sealed = table.items.get(place);
  return sealed && openItem(sealed, itemKey, place);
}

/** The item before a write, if the write asks for it by `ALL_OLD`. The gateway refuses other values. */
function returned(
  wanted: string | undefined,
  before: () => Item | undefined,
): { readonly Attributes?: Item } {
  if (wanted !== 'ALL_OLD') return {};
  const item = before();
  return item === undefined ? {} : { Attributes: item };
}
