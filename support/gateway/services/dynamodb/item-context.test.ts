import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { Readings, UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import type { ItemPart } from '../../../aws/dynamodb-item-parts.ts';
import { itemContext } from './item-context.ts';

const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
const table = { KeySchema, LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema }] };
const queryOf = (KeyConditionExpression: string) => ({
  KeyConditionExpression,
  ExpressionAttributeValues: { ':v': { S: 'v' } },
});

// The wire refuses no member of a value.
const twoTypes = { S: 'a', N: '1' } as unknown as AttributeValue;
type Part = Partial<ItemPart>;
type Values = readonly string[] | typeof UNKNOWABLE;

test.each<[string, Part, Values]>([
  ['of an item', { Item: { id: { S: 'a' }, x: { S: 'b' } } }, ['a']],
  ['of a key', { Key: { id: { S: 'a' } } }, ['a']],
  ['that is a number, whichever way it is written', { Key: { id: { N: '1.0' } } }, UNKNOWABLE],
  ['that is of two types, one of which is taken', { Key: { id: twoTypes } }, UNKNOWABLE],
  ['that is missing', { Key: { x: { S: 'a' } } }, UNKNOWABLE],
  ['of several items', { Items: [{ id: { S: 'a' } }], Keys: [{ id: { S: 'b' } }] }, ['a', 'b']],
  ['of several keys, one a number', { Keys: [{ id: { S: 'a' } }, { id: { N: '1' } }] }, UNKNOWABLE],
  ['of a query', { action: 'Query', ...queryOf('id = :v') }, ['v']],
  ['of a query of the sort key as well', { action: 'Query', ...queryOf('id = :v AND b < :v') }, ['v']],
  ['of a query of a local index', { action: 'Query', ...queryOf('id = :v'), IndexName: 'local' }, ['v']],
  [
    'of a query of a global index',
    { action: 'Query', ...queryOf('id = :v'), IndexName: 'global' },
    UNKNOWABLE,
  ],
  ['of a scan', { action: 'Scan' }, UNKNOWABLE],
])('the partition key %s', (_, part, expected) => {
  expect(itemContext({ action: 'GetItem', ...part }, table)['dynamodb:LeadingKeys']).toEqual(expected);
});

const names = (ExpressionAttributeNames: Record<string, string>) => ({ ExpressionAttributeNames });

test.each<[string, Part, Values]>([
  ['of an item', { action: 'PutItem', Item: { id: { S: 'a' }, x: { S: 'b' } } }, ['id', 'x']],
  [
    'that conditions name as well',
    { action: 'PutItem', Item: { id: { S: 'a' } }, ConditionExpression: 'x = y OR attribute_exists(z.a)' },
    ['id', 'x', 'y', 'z'],
  ],
  ['that are given back as well', { action: 'PutItem', Item: {}, ReturnValues: 'ALL_OLD' }, UNKNOWABLE],
  [
    'that are given back if a condition fails',
    { action: 'PutItem', Item: {}, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    UNKNOWABLE,
  ],
  ['of whatever is read', { Key: { id: { S: 'a' } } }, UNKNOWABLE],
  [
    'of a projection',
    { Key: { id: { S: 'a' } }, ProjectionExpression: '#x.y[0], z', ...names({ '#x': 'x' }) },
    ['id', 'x', 'z'],
  ],
  [
    'that are only counted',
    { action: 'Scan', Select: 'COUNT', FilterExpression: 'attribute_exists(x)' },
    ['x'],
  ],
  ['of a deletion', { action: 'DeleteItem', Key: { id: { S: 'a' } } }, ['id']],
  [
    'of an update',
    {
      action: 'UpdateItem',
      Key: { id: { S: 'a' } },
      UpdateExpression: 'SET x.y = if_not_exists(z, list_append(u, v)) REMOVE w',
    },
    ['id', 'x', 'z', 'u', 'v', 'w'],
  ],
])('the attributes %s', (_, part, expected) => {
  expect(itemContext({ action: 'GetItem', ...part }, table)['dynamodb:Attributes']).toEqual(expected);
});

const LEFT_OUT = new Readings([undefined, 'ALL_ATTRIBUTES']);
const LEFT_OUT_ON_INDEX = new Readings([undefined, 'ALL_PROJECTED_ATTRIBUTES']);

test.each<[string, Part, string | Readings]>([
  ['a projection', { ProjectionExpression: 'x' }, 'SPECIFIC_ATTRIBUTES'],
  ['a choice', { Select: 'COUNT' }, 'COUNT'],
  ['neither', {}, LEFT_OUT],
  ['neither, of an index,', { IndexName: 'byX' }, LEFT_OUT_ON_INDEX],
])('a read with %s selects so', (_, part, expected) => {
  expect(itemContext({ action: 'Query', ...part }, table)['dynamodb:Select']).toEqual(expected);
});

test('the partition key in a table that there is not is unknown', () => {
  const part = { action: 'GetItem', Key: { id: { S: 'a' } } } as const;
  expect(itemContext(part, undefined)['dynamodb:LeadingKeys']).toBe(UNKNOWABLE);
});

test.each<[ItemPart['action'], string]>([
  ['GetItem', 'dynamodb:ReturnValues'],
  ['BatchGetItem', 'dynamodb:ReturnValues'],
  ['BatchWriteItem', 'dynamodb:ReturnValues'],
  ['BatchWriteItem', 'dynamodb:Select'],
  ['ConditionCheckItem', 'dynamodb:Select'],
  ['DeleteItem', 'dynamodb:Select'],
  ['PutItem', 'dynamodb:Select'],
  ['UpdateItem', 'dynamodb:Select'],
])('%s never has %s: AWS does not list it', (action, key) => {
  expect(itemContext({ action }, table)[key]).toBeUndefined();
});

test.each<ItemPart['action']>(['ConditionCheckItem', 'DeleteItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'])(
  '%s that leaves ReturnValues to its default has no value or NONE',
  (action) => {
    expect(itemContext({ action }, table)['dynamodb:ReturnValues']).toEqual(
      new Readings([undefined, 'NONE']),
    );
  },
);
