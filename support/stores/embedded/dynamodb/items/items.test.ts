import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { books, type DynamodbUnderTest, dynamodbUnderTest } from '../testing/dynamodb-under-test.ts';
import { canonicalNumber } from './attribute-number.ts';

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
const get = async (Key: Item, TableName = 'books') =>
  (await dynamodb.ask('GetItem', { TableName, Key })).Item;
const invalid = 'One or more parameter values were invalid: ';

describe('An item', () => {
  const item: Item = {
    id: { S: 'a' },
    bytes: { B: new Uint8Array([0, 255]) },
    map: { M: { __proto__x: { BOOL: false }, list: { L: [{ NULL: true }, { N: '1' }] } } },
    sets: { SS: ['x', 'y'] },
    binaries: { BS: [new Uint8Array([1])] },
  };

  test('comes back as it was written, until it is overwritten or deleted', async () => {
    await put(item);
    expect(await get({ id: { S: 'a' } })).toEqual({
      ...item,
      bytes: { B: Buffer.from([0, 255]) },
      binaries: { BS: [Buffer.from([1])] },
    });
    await put({ id: { S: 'a' } });
    expect(await get({ id: { S: 'a' } })).toEqual({ id: { S: 'a' } });
    const Key = { id: { S: 'a' } };
    const { Attributes } = await dynamodb.ask('DeleteItem', {
      TableName: 'books',
      Key,
      ReturnValues: 'ALL_OLD',
    });
    expect(Attributes).toEqual(Key);
    expect(await get(Key)).toBeUndefined();
    expect(await dynamodb.ask('DeleteItem', { TableName: 'books', Key })).toEqual({});
  });

  test('is kept encrypted: nothing of it can be read in the store', async () => {
    await put({ id: { S: 'a very telling key' }, n: { S: 'a very telling value' } });
    const kept = [...dynamodb.world.dynamodb.tables.values()].flatMap(({ items }) => [...items]);
    expect(kept).toHaveLength(1);
    const [place = '', sealed = new Uint8Array()] = kept[0] ?? [];
    for (const text of [place, Buffer.from(sealed).toString('latin1')]) expect(text).not.toContain('telling');
    const second = dynamodbUnderTest();
    await second.ask('CreateTable', books);
    await second.ask('PutItem', { TableName: 'books', Item: { id: { S: 'a very telling key' } } });
    const [table] = second.world.dynamodb.tables.values();
    expect([...(table?.items.keys() ?? [])]).not.toContain(place);
  });

  test('is one for each partition and sort key, whichever way a number is written', async () => {
    await put({ id: { S: 'a' }, at: { N: '1' } }, 'events');
    await put({ id: { S: 'a' }, at: { N: '2' } }, 'events');
    await put({ id: { S: 'a' }, at: { N: '1.0e0' }, last: { BOOL: true } }, 'events');
    expect((await dynamodb.ask('Scan', { TableName: 'events' })).Count).toBe(2);
    expect(await get({ id: { S: 'a' }, at: { N: '+01' } }, 'events')).toMatchObject({ last: { BOOL: true } });
  });

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
      'more than 400 KB',
      { id: { S: 'a' }, x: { S: 'x'.repeat(400 * 1024) } },
      'Item size has exceeded the maximum allowed size',
    ],
  ])('cannot have %s', async (_, item, message) => {
    await expect(put(item)).rejects.toMatchObject({ code: 'ValidationException', status: 400, message });
    expect((await dynamodb.ask('Scan', { TableName: 'books' })).Count).toBe(0);
  });

  test.each<[string, Item]>([
    ['a part', { id: { S: 'a' } }],
    ['more', { id: { S: 'a' }, at: { N: '1' }, x: { S: 'x' } }],
    ['another type', { id: { S: 'a' }, at: { S: '1' } }],
  ])('is not found by %s of its key', async (_, key) => {
    await expect(get(key, 'events')).rejects.toThrow('The provided key element does not match the schema');
  });

  test.each(['ConditionExpression', 'Expected', 'ReturnConsumedCapacity'])(
    'is not written with %s',
    async (member) => {
      const request = dynamodb.ask('PutItem', {
        TableName: 'books',
        Item: { id: { S: 'a' } },
        [member]: 'x',
      });
      await expect(request).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
      expect(await get({ id: { S: 'a' } })).toBeUndefined();
    },
  );

  test('is in no table that there is not', async () => {
    await expect(put({ id: { S: 'a' } }, 'films')).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });
});

describe('Scan', () => {
  test('goes on behind an item that is gone meanwhile', async () => {
    for (const id of ['a', 'b', 'c']) await put({ id: { S: id } });
    const first = await dynamodb.ask('Scan', { TableName: 'books', Limit: 1 });
    await dynamodb.ask('DeleteItem', { TableName: 'books', Key: first.LastEvaluatedKey });
    const ExclusiveStartKey = first.LastEvaluatedKey;
    expect((await dynamodb.ask('Scan', { TableName: 'books', ExclusiveStartKey })).Count).toBe(2);
  });

  test('gives all items, page by page, or counts them', async () => {
    for (const id of ['a', 'b', 'c']) await put({ id: { S: id } });
    const found: string[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await dynamodb.ask('Scan', { TableName: 'books', Limit: 2, ExclusiveStartKey });
      found.push(...(page.Items ?? []).map(({ id }) => id?.S ?? ''));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(found.sort()).toEqual(['a', 'b', 'c']);
    expect(await dynamodb.ask('Scan', { TableName: 'books', Select: 'COUNT' })).toEqual({
      Count: 3,
      ScannedCount: 3,
    });
    const filtered = dynamodb.ask('Scan', { TableName: 'books', FilterExpression: 'a = b' });
    await expect(filtered).rejects.toMatchObject({ status: 501 });
  });
});

describe('A number', () => {
  test.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['-.5', '-0.5'],
    ['1e3', '1000'],
    ['1.2E-3', '0.0012'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['1e125', `1${'0'.repeat(125)}`],
  ])('%s is kept as %s', (given, kept) => {
    expect(canonicalNumber(given)).toBe(kept);
  });

  test.each([
    ['', 'cannot be converted'],
    ['.', 'cannot be converted'],
    ['1 2', 'cannot be converted'],
    ['0x1', 'cannot be converted'],
    ['NaN', 'cannot be converted'],
    ['1e126', 'overflow'],
    ['1e-131', 'underflow'],
    ['123456789012345678901234567890123456789', '38 significant digits'],
  ])('cannot be “%s”', (given, fault) => {
    expect(() => canonicalNumber(given)).toThrow(fault);
  });

  test('is kept in one form however it is written, and means the same', () => {
    const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 40 }), (value, shift) => {
        const kept = canonicalNumber(String(value));
        expect(kept).toBe(String(value));
        expect(canonicalNumber(`${value}${'0'.repeat(shift)}e-${shift}`)).toBe(kept);
        expect(canonicalNumber(`${value}e${shift}`)).toBe(String(value * 10n ** BigInt(shift)));
        expect(canonicalNumber(canonicalNumber(`${value}e-${shift}`))).toBe(
          canonicalNumber(`${value}e-${shift}`),
        );
      }),
    );
  });
});
