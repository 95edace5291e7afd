import { canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { requestExpressions } from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { type TableView, viewOf } from '../indexes/read-index.ts';
import { type Item, OpenTable } from './open-table.ts';
import { pageOfItems } from './page-of-items.ts';
import { refuseItemMembers } from './refuse-item-members.ts';
import { requireKeys } from './require-keys.ts';

/**
 * Scan of a table or index. Items are in the order of their digests. So a page continues after the last item of the previous page,
 * even if that item is gone. Segments are parts of the digests.
 *
 * Source: Amazon DynamoDB API reference, Scan.
 */
export function scan(input: Input<'dynamodb', 'Scan'>, context: DynamodbContext): Output<'dynamodb', 'Scan'> {
  refuseItemMembers('Scan', input);
  const { filter, projection } = requestExpressions(input);
  const table = new OpenTable(input.TableName, context);
  const view = viewOf(table.table, input);
  const { ExclusiveStartKey, Segment, TotalSegments, Limit: limit, Select: select } = input;
  const start = ExclusiveStartKey && requireKeys(table, view.keys, canonicalAttributes(ExclusiveStartKey));
  const places = table
    .places()
    .filter((place) => start === undefined || place > start)
    .filter((place) => TotalSegments === undefined || segmentOf(place, TotalSegments) === Segment);
  return pageOfItems(itemsAt(table, places, view), { view, limit, select, filter, projection });
}

function segmentOf(place: string, segments: number): number {
  return Buffer.from(place, 'base64').readUInt32BE(0) % segments;
}

function* itemsAt(table: OpenTable, places: readonly string[], { has }: TableView): Generator<Item> {
  for (const place of places) {
    const item = table.at(place) ?? {};
    if (has(item)) yield item;
  }
}
