import { expect, test } from '@jest/globals';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { itemContext } from './item-context.ts';

const table = { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }] };

test.each<[string, object, readonly string[] | typeof UNKNOWABLE]>([
  ['of an item', { Item: { id: { S: 'a' }, x: { S: 'b' } } }, ['a']],
  ['of a key', { Key: { id: { S: 'a' } } }, ['a']],
  ['that is a number, whichever way it is written', { Key: { id: { N: '1.0' } } }, UNKNOWABLE],
  ['that is of two types, one of which is taken', { Key: { id: { S: 'a', N: '1' } } }, UNKNOWABLE],
  ['that is missing', { Key: { x: { S: 'a' } } }, UNKNOWABLE],
  ['of a query', { KeyConditionExpression: 'id = :id' }, UNKNOWABLE],
  ['of a scan', {}, UNKNOWABLE],
])('the partition key %s', (_, input, expected) => {
  expect(itemContext(input, table)['dynamodb:LeadingKeys']).toEqual(expected);
});

test.each<[string, object, readonly string[] | typeof UNKNOWABLE]>([
  ['of an item', { Item: { id: { S: 'a' }, x: { S: 'b' } } }, ['id', 'x']],
  ['that conditions name as well', { Item: {}, ConditionExpression: 'x = y' }, UNKNOWABLE],
  ['that are given back as well', { Item: {}, ReturnValues: 'ALL_OLD' }, UNKNOWABLE],
  ['of whatever is read', { Key: { id: { S: 'a' } } }, UNKNOWABLE],
])('the attributes %s', (_, input, expected) => {
  expect(itemContext(input, table)['dynamodb:Attributes']).toEqual(expected);
});

test('the partition key in a table that there is not is unknown', () => {
  expect(itemContext({ Key: { id: { S: 'a' } } }, undefined)['dynamodb:LeadingKeys']).toBe(UNKNOWABLE);
});
