import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { books, type DynamodbUnderTest, dynamodbUnderTest } from '../testing/dynamodb-under-test.ts';

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
    const kept = [...dynamodb.state.dynamodb.tables.values()].flatMap(({ items }) => [...items]);
    expect(kept).toHaveLength(1);
    const [place = '', sealed = new Uint8Array()] = kept[0] ?? [];
    for (const text of [place, Buffer.from(sealed).toString('latin1')]) expect(text).not.toContain('telling');
    const second = dynamodbUnderTest();
    await second.ask('CreateTable', books);
    await second.ask('PutItem', { TableName: 'books', Item: { id: { S: 'a very telling key' } } });
    const [table] = second.state.dynamodb.tables.values();
    expect([...(table?.items.keys() ?? [])]).not.toContain(place);
  });

  test('is one for each partition and sort key, whichever way a number is written', async () => {
    await put({ id: { S: 'a' }, at: { N: '1' } }, 'events');
    await put({ id: { S: 'a' }, at: { N: '2' } }, 'events');
    await put({ id: { S: 'a' }, at: { N: '1.0e0' }, last: { BOOL: true } }, 'events');
    expect((await dynamodb.ask('Scan', { TableName: 'events' })).Count).toBe(2);
    expect(await get({ id: { S: 'a' }, at: { N: '+01' } }, 'events')).toMatchObject({ last: { BOOL: true } });
  });

  test.each(['ReturnItemCollectionMetrics', 'ReturnConsumedCapacity'])(
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
    const ofIndex = dynamodb.ask('Scan', { TableName: 'books', IndexName: 'by-owner' });
    await expect(ofIndex).rejects.toMatchObject({ message: expect.stringContaining('by-owner') });
  });
});
