import { createHmac, type KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import { keyNames, type TableKey } from '../../../../aws/dynamodb-item-key.ts';
import type { Table } from '../dynamodb-state.ts';

/**
 * The place of an item in the store. It is a digest of the primary key under the key of the items, so that
 * the store shows nothing of it. Takes a primary key, or an item that contains it.
 */
export function placeOf(table: Table, attributes: Attributes, itemKey: KeyObject): string {
  const parts = keyNames(tableKey(table)).map((name) => textOf(attributes[name]));
  return createHmac('sha256', itemKey).update(JSON.stringify(parts)).digest('base64');
}

/** The primary key of an item. */
export function keyOf(table: Table, item: Attributes): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => keyNames(tableKey(table)).includes(name)),
  );
}

/** The primary key of a table, in the words of DescribeTable. */
export function tableKey({ keySchema, attributes }: Table): TableKey {
  return { KeySchema: keySchema, AttributeDefinitions: attributes };
}

/** The text of an attribute's value; the table states its type. */
function textOf(value: AttributeValue | undefined): string {
  const bytes = value?.B;
  return value?.S ?? value?.N ?? (bytes === undefined ? '' : Buffer.from(bytes).toString('base64'));
}
