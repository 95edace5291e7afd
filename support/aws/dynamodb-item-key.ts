import type { AttributeDefinition, AttributeValue, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import type { Attributes } from './dynamodb-attributes.ts';
import { invalidParameters, validation } from './dynamodb-errors.ts';

type KeyType = 'S' | 'N' | 'B';

/** The primary key of a table, as DescribeTable returns it. */
export interface TableKey {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined;
}

/** The names of the attributes of a primary key: the partition key, then the sort key if there is one. */
export function keyNames({ KeySchema = [] }: TableKey): readonly string[] {
  return KeySchema.map(({ AttributeName = '' }) => AttributeName);
}

/**
 * Checks the key that a request gives: the table's attributes and no others. Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, GetItem, Key; the texts as AWS sends them.
 */
export function checkKey(table: TableKey, key: Attributes): void {
  const names = keyNames(table);
  const fits = (name: string) => key[name]?.[typeOf(table, name)] !== undefined;
  if (Object.keys(key).length !== names.length || !names.every(fits))
    throw validation('The provided key element does not match the schema');
  for (const name of names) checkKeyValue(table, name, key[name]);
}

/**
 * Checks that a new item has the table's key. Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, PutItem, Item; the texts as AWS sends them.
 */
export function checkItem(table: TableKey, item: Attributes): void {
  for (const name of keyNames(table)) {
    const value = item[name];
    if (value === undefined) throw invalidParameters(`Missing the key ${name} in the item`);
    const wanted = typeOf(table, name);
    if (value[wanted] === undefined) {
      const [actual = ''] = Object.keys(value);
      throw invalidParameters(`Type mismatch for key ${name} expected: ${wanted} actual: ${actual}`);
    }
    checkKeyValue(table, name, value);
  }
}

/** The keys of a secondary index, as DescribeTable returns it. */
interface IndexKey extends Pick<TableKey, 'KeySchema'> {
  readonly IndexName?: string | undefined;
}

/** The primary key and the indexes of a table. */
export interface IndexedTable extends TableKey {
  readonly GlobalSecondaryIndexes?: readonly IndexKey[] | undefined;
  readonly LocalSecondaryIndexes?: readonly IndexKey[] | undefined;
}

/**
 * Checks that the attributes of an item that are keys of indexes have their type, and a value. An item without them is in no index.
 * Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, PutItem; the texts as AWS sends them.
 */
export function checkIndexKeys(table: IndexedTable, item: Attributes): void {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = table;
  for (const index of [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes]) {
    for (const name of keyNames(index)) {
      const value = item[name];
      if (value === undefined) continue;
      const wanted = typeOf(table, name);
      const [actual = ''] = Object.keys(value);
      if (value[wanted] === undefined)
        throw invalidParameters(
          `Type mismatch for Index Key ${name} Expected: ${wanted} Actual: ${actual} IndexName: ${index.IndexName}`,
        );
      const kind = value.S === '' ? 'string' : value.B?.byteLength === 0 ? 'binary' : undefined;
      if (kind !== undefined)
        throw validation(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index.IndexName}, IndexKey: ${name}`,
        );
    }
  }
}

function typeOf({ AttributeDefinitions = [] }: TableKey, name: string): KeyType {
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (type === 'S' || type === 'N' || type === 'B') return type;
  throw new TypeError(`the key attribute ${name} has no type`);
}

function checkKeyValue(table: TableKey, name: string, value: AttributeValue | undefined): void {
  checkNotEmpty(name, value);
  checkKeySize(table, name, value);
}

/**
 * In bytes. Source: Amazon DynamoDB developer guide, "Quotas", partition keys and sort keys; the texts as AWS sends them.
 */
const LONGEST = { HASH: 2048, RANGE: 1024 } as const;

function checkKeySize(table: TableKey, name: string, { S, B }: AttributeValue = { NULL: true }): void {
  const isSortKey = table.KeySchema?.at(1)?.AttributeName === name;
  const size = S === undefined ? (B?.byteLength ?? 0) : Buffer.byteLength(S);
  if (isSortKey && size > LONGEST.RANGE)
    throw invalidParameters(
      `Aggregated size of all range keys has exceeded the size limit of ${LONGEST.RANGE} bytes`,
    );
  if (size > LONGEST.HASH)
    throw invalidParameters(`Size of hashkey has exceeded the maximum size limit of${LONGEST.HASH} bytes`);
}

function checkNotEmpty(name: string, value: AttributeValue | undefined): void {
  const kind = value?.S === '' ? 'string' : value?.B?.byteLength === 0 ? 'binary' : undefined;
  if (kind === undefined) return;
  throw validation(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
  );
}
