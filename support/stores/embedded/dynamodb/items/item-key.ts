import { createHmac, type KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invalidParameters, validation } from '../../../../aws/dynamodb-errors.ts';
import type { Table } from '../dynamodb-state.ts';
import type { Attributes } from './attribute-value.ts';

type KeyType = 'S' | 'N' | 'B';

/**
 * Where an item is kept: a digest of its primary key under the key of the items, so that nothing of it can be read in the
 * store. Takes a key, or an item with its key in it; throws ValidationException where the key is not the table's.
 */
export function placeOf(table: Table, attributes: Attributes, itemKey: KeyObject): string {
  const parts = keyNames(table).map((name) => textOf(attributes[name]));
  return createHmac('sha256', itemKey).update(JSON.stringify(parts)).digest('base64');
}

/** Checks the key that a request gives: the table's attributes and no others. Throws ValidationException. */
export function checkKey(table: Table, key: Attributes): void {
  const names = keyNames(table);
  const fits = (name: string) => key[name]?.[typeOf(table, name)] !== undefined;
  if (Object.keys(key).length !== names.length || !names.every(fits))
    throw validation('The provided key element does not match the schema');
  for (const name of names) checkNotEmpty(name, key[name]);
}

/** Checks that a new item has the table's key. Throws ValidationException. */
export function checkItem(table: Table, item: Attributes): void {
  for (const name of keyNames(table)) {
    const value = item[name];
    if (value === undefined) throw invalidParameters(`Missing the key ${name} in the item`);
    const wanted = typeOf(table, name);
    if (value[wanted] === undefined) {
      const [actual = ''] = Object.keys(value);
      throw invalidParameters(`Type mismatch for key ${name} expected: ${wanted} actual: ${actual}`);
    }
    checkNotEmpty(name, value);
  }
}

/** The primary key of an item. */
export function keyOf(table: Table, item: Attributes): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => keyNames(table).includes(name)));
}

function keyNames({ keySchema }: Table): readonly string[] {
  return keySchema.map(({ AttributeName = '' }) => AttributeName);
}

function typeOf({ attributes }: Table, name: string): KeyType {
  const type = attributes.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (type === 'S' || type === 'N' || type === 'B') return type;
  throw new TypeError(`the key attribute ${name} has no type`);
}

function checkNotEmpty(name: string, value: AttributeValue | undefined): void {
  const kind = value?.S === '' ? 'string' : value?.B?.byteLength === 0 ? 'binary' : undefined;
  if (kind === undefined) return;
  throw validation(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
  );
}

/** One text for one value: its type is the table's to say. */
function textOf(value: AttributeValue | undefined): string {
  const bytes = value?.B;
  return value?.S ?? value?.N ?? (bytes === undefined ? '' : Buffer.from(bytes).toString('base64'));
}
