import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { books, type DynamodbUnderTest, dynamodbUnderTest } from './testing/dynamodb-at-the-gateway.ts';

let dynamodb: DynamodbUnderTest;

beforeEach(async () => {
  dynamodb = dynamodbUnderTest();
  await dynamodb.ask('CreateTable', books);
  await dynamodb.ask('CreateTable', {
    ...books,
    TableName: 'events',
    KeySchema: [...books.KeySchema, { AttributeName: 'at', KeyType: 'RANGE' }],
    AttributeDefinitions: [...books.AttributeDefinitions, { AttributeName: 'at', AttributeType: 'N' }],
  });
});

type Item = Record<string, AttributeValue>;
const put = (Item: Item, TableName = 'books') => dynamodb.ask('PutItem', { TableName, Item });
const get = (Key: Item, TableName = 'books') => dynamodb.ask('GetItem', { TableName, Key });
const invalid = 'One or more parameter values were invalid: ';

/** Expects ValidationException before the store is asked to perform anything. */
async function expectRefused(request: () => Promise<unknown>, message: string): Promise<void> {
  const performed = jest.spyOn(dynamodb.store, 'perform');
  await expect(request()).rejects.toMatchObject({ code: 'ValidationException', status: 400, message });
  expect(performed).not.toHaveBeenCalled();
}

function nested(levels: number): AttributeValue {
  return levels === 0 ? { S: 'x' } : { L: [nested(levels - 1)] };
}

describe('The gateway refuses an item', () => {
  test.each<[string, Item, string]>([
    ['no key', { x: { S: 'a' } }, `${invalid}Missing the key id in the item`],
    ['a key of another type', { id: { N: '1' } }, `${invalid}Type mismatch for key id expected: S actual: N`],
    [
      'an empty key',
      { id: { S: '' } },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
    ],
    [
      'a value of no type',
      { id: { S: 'a' }, x: {} as AttributeValue },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'a value of two types',
      { id: { S: 'a' }, x: { S: 'x', N: '1' } as unknown as AttributeValue },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ],
    ['an empty set', { id: { S: 'a' }, x: { SS: [] } }, `${invalid}An string set  may not be empty`],
    [
      'a set with a member twice',
      { id: { S: 'a' }, x: { NS: ['1', '1.0'] } },
      `${invalid}Input collection [1, 1] contains duplicates.`,
    ],
    [
      'what is no number',
      { id: { S: 'a' }, x: { N: 'one' } },
      'The parameter cannot be converted to a numeric value: one',
    ],
    [
      'a number of 39 digits',
      { id: { S: 'a' }, x: { M: { n: { N: '1'.repeat(39) } } } },
      'Attempting to store more than 38 significant digits in a Number',
    ],
    [
      'lists in lists beyond 32 levels',
      { id: { S: 'a' }, x: nested(33) },
      'Nesting Levels have exceeded supported limits: Attributes exceed 32 levels',
    ],
    [
      'more than 400 KB',
      { id: { S: 'a' }, x: { S: 'x'.repeat(400 * 1024) } },
      'Item size has exceeded the maximum allowed size',
    ],
  ])('with %s', async (_, item, message) => {
    await expectRefused(() => put(item), message);
  });

  test.each<[string, Item]>([
    ['a part', { id: { S: 'a' } }],
    ['more', { id: { S: 'a' }, at: { N: '1' }, x: { S: 'x' } }],
    ['another type', { id: { S: 'a' }, at: { S: '1' } }],
  ])('asked for by %s of its key', async (_, key) => {
    const message = 'The provided key element does not match the schema';
    await expectRefused(() => get(key, 'events'), message);
    await expectRefused(() => dynamodb.ask('DeleteItem', { TableName: 'events', Key: key }), message);
    const scan = { TableName: 'events', ExclusiveStartKey: key };
    await expectRefused(() => dynamodb.ask('Scan', scan), message);
  });

  test.each(['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const)(
    'that is to return %s',
    async (ReturnValues) => {
      const message = 'Return values set to invalid value';
      const item = { TableName: 'books', Item: { id: { S: 'a' } }, ReturnValues };
      await expectRefused(() => dynamodb.ask('PutItem', item), message);
      const key = { TableName: 'books', Key: { id: { S: 'a' } }, ReturnValues };
      await expectRefused(() => dynamodb.ask('DeleteItem', key), message);
    },
  );
});

test('a key is taken up to 2,048 bytes, a sort key up to 1,024', async () => {
  const KeySchema = [...books.KeySchema, { AttributeName: 'at', KeyType: 'RANGE' as const }];
  const AttributeDefinitions = [
    ...books.AttributeDefinitions,
    { AttributeName: 'at', AttributeType: 'S' as const },
  ];
  await dynamodb.ask('CreateTable', { ...books, TableName: 'notes', KeySchema, AttributeDefinitions });
  const key = (id: string, at: string) => ({ id: { S: id }, at: { S: at } });
  // Two bytes a letter.
  await put(key('é'.repeat(1024), 'é'.repeat(512)), 'notes');
  const tooLong: readonly [Item, string][] = [
    [key(`${'é'.repeat(1024)}x`, 'x'), 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
    [
      key('x', `${'é'.repeat(512)}x`),
      'Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
  ];
  for (const [item, message] of tooLong) {
    await expectRefused(() => put(item, 'notes'), `${invalid}${message}`);
    await expectRefused(() => get(item, 'notes'), `${invalid}${message}`);
  }
});

test('an item of 400 KB is taken, with its names', async () => {
  const size = 400 * 1024 - 'id'.length - 'a'.length - 'x'.length;
  await put({ id: { S: 'a' }, x: { S: 'y'.repeat(size) } });
  expect((await get({ id: { S: 'a' } })).Item?.x?.S).toHaveLength(size);
  const message = 'Item size has exceeded the maximum allowed size';
  await expectRefused(() => put({ id: { S: 'a' }, x: { S: 'y'.repeat(size + 1) } }), message);
});
