import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { answerOf, type Clients } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
let dynamodb: Clients['dynamodb'];
const TableName = 'events';
const keyOf = (id: string, at: number) => ({ id: { S: id }, at: { N: String(at) } });

beforeEach(async () => {
  ({ dynamodb } = labs.as(account));
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'N' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const PutRequests = [1, 2, 10, 3].map((at) => ({
    PutRequest: { Item: { ...keyOf('a', at), n: { N: `${at}` } } },
  }));
  const other = { PutRequest: { Item: keyOf('b', 1) } };
  await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [...PutRequests, other] } }));
});

async function timesOf(query: Partial<QueryCommandInput>): Promise<readonly string[]> {
  const { Items = [] } = await dynamodb.send(new QueryCommand({ TableName, ...query }));
  return Items.map(({ at }) => at?.N ?? '');
}

const of = (condition: string, values: QueryCommandInput['ExpressionAttributeValues'] = {}) => ({
  KeyConditionExpression: condition,
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':id': { S: 'a' }, ...values },
});
const all = { KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: 'a' } } };

describe('Query', () => {
  test('returns the items of a partition in the order of their sort keys', async () => {
    expect(await timesOf(all)).toEqual(['1', '2', '3', '10']);
    expect(await timesOf({ ...all, ScanIndexForward: false })).toEqual(['10', '3', '2', '1']);
    expect(await timesOf(of('id = :id AND #at > :two', { ':two': { N: '2' } }))).toEqual(['3', '10']);
    const values = { ':two': { N: '2' }, ':three': { N: '3' } };
    expect(await timesOf(of('id = :id AND #at BETWEEN :two AND :three', values))).toEqual(['2', '3']);
  });

  test('goes on after each page, and filters after it read', async () => {
    const pages: (readonly [number | undefined, number | undefined])[] = [];
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await dynamodb.send(
        new QueryCommand({
          TableName,
          Limit: 3,
          ExclusiveStartKey,
          ...all,
          FilterExpression: 'n <> :two',
          ExpressionAttributeValues: { ...all.ExpressionAttributeValues, ':two': { N: '2' } },
        }),
      );
      pages.push([page.Count, page.ScannedCount]);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    expect(pages).toEqual([
      [2, 3],
      [1, 1],
    ]);
  });

  test('returns a projection, or a count', async () => {
    const projected = await dynamodb.send(
      new QueryCommand({ TableName, ...all, ProjectionExpression: 'n', Limit: 1 }),
    );
    expect(projected.Items).toEqual([{ n: { N: '1' } }]);
    const counted = await dynamodb.send(new QueryCommand({ TableName, ...all, Select: 'COUNT' }));
    expect(counted).toMatchObject({ Count: 4 });
    expect(counted.Items).toBeUndefined();
  });

  test.each<[string, Partial<QueryCommandInput>, string]>([
    [
      'no condition',
      {},
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    ],
    [
      'a filter of its key',
      { ...all, FilterExpression: 'id = :id' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: id',
    ],
    ['no equality', { ...all, KeyConditionExpression: 'id > :id' }, 'Query key condition not supported'],
    [
      'two conditions of one key',
      { ...of('id = :id AND #at > :id AND #at < :id') },
      'KeyConditionExpressions must only contain one condition per key',
    ],
    [
      'an OR',
      { ...all, KeyConditionExpression: 'id = :id OR id = :id' },
      'Invalid operator used in KeyConditionExpression: OR',
    ],
    [
      'an index that is not there',
      { ...all, IndexName: 'by-n' },
      'The table does not have the specified index: by-n',
    ],
    [
      'a start elsewhere',
      { ...all, ExclusiveStartKey: keyOf('b', 1) },
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
  ])('with %s is refused', async (_, input, message) => {
    const query = dynamodb.send(new QueryCommand({ TableName, ...input }));
    expect(await answerOf(query)).toBe(`400 ValidationException: ${message}`);
  });
});

describe('UpdateItem', () => {
  const update = (UpdateExpression: string, more: object = {}) =>
    dynamodb.send(new UpdateItemCommand({ TableName, Key: keyOf('a', 1), UpdateExpression, ...more }));
  const two = { ExpressionAttributeValues: { ':two': { N: '2' } } };

  test.each([
    [undefined, undefined],
    ['NONE', undefined],
    ['ALL_OLD', { ...keyOf('a', 1), n: { N: '1' } }],
    ['ALL_NEW', { ...keyOf('a', 1), n: { N: '3' }, m: { N: '2' } }],
    ['UPDATED_OLD', { n: { N: '1' } }],
    ['UPDATED_NEW', { n: { N: '3' }, m: { N: '2' } }],
  ])('returns %s', async (ReturnValues, expected) => {
    const { Attributes } = await update('SET n = n + :two ADD m :two', { ...two, ReturnValues });
    expect(Attributes).toEqual(expected);
  });

  test('makes an item that is not there, also without an expression', async () => {
    await dynamodb.send(new UpdateItemCommand({ TableName, Key: keyOf('new', 1) }));
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf('new', 1) }));
    expect(Item).toEqual(keyOf('new', 1));
  });

  test('is refused by its condition, and shows the item if it was asked to', async () => {
    const condition = { ...two, ConditionExpression: 'n = :two' };
    const refused = update('REMOVE n', { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    await expect(refused).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { ...keyOf('a', 1), n: { N: '1' } },
    });
  });

  test.each([
    [
      'SET id = :two',
      'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
    ],
    ['SET n = zz + :two', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET n == :two', 'Invalid UpdateExpression: Syntax error; token: "=", near: "== :two"'],
  ])('%s is refused', async (expression, message) => {
    expect(await answerOf(update(expression, two))).toMatch(`400 ValidationException: ${message}`);
  });
});

test('PutItem and DeleteItem are held to their conditions', async () => {
  const ConditionExpression = 'attribute_not_exists(id)';
  const put = (at: number) =>
    answerOf(dynamodb.send(new PutItemCommand({ TableName, Item: keyOf('a', at), ConditionExpression })));
  expect([await put(1), await put(99)]).toEqual([
    '400 ConditionalCheckFailedException: The conditional request failed',
    'granted',
  ]);
  const gone = new DeleteItemCommand({ TableName, Key: keyOf('a', 1), ConditionExpression });
  expect(await answerOf(dynamodb.send(gone))).toMatch('ConditionalCheckFailedException');
});

test('Scan filters, and takes a table in segments', async () => {
  const filtered = await dynamodb.send(
    new ScanCommand({ TableName, FilterExpression: 'attribute_exists(n)' }),
  );
  expect([filtered.Count, filtered.ScannedCount]).toEqual([4, 5]);
  const segments = await Promise.all(
    [0, 1, 2].map((Segment) => dynamodb.send(new ScanCommand({ TableName, Segment, TotalSegments: 3 }))),
  );
  expect(segments.reduce((sum, { Count = 0 }) => sum + Count, 0)).toBe(5);
  const wrong = new ScanCommand({ TableName, Segment: 3, TotalSegments: 3 });
  expect(await answerOf(dynamodb.send(wrong))).toMatch('must be less than parameter TotalSegments');
});

describe('A batch', () => {
  test('reads and writes items of a table', async () => {
    const Keys = [keyOf('a', 1), keyOf('gone', 1), keyOf('b', 1)];
    const read = () =>
      dynamodb.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ProjectionExpression: 'id' } } }),
      );
    expect((await read()).Responses).toEqual({ [TableName]: [{ id: { S: 'a' } }, { id: { S: 'b' } }] });
    const DeleteRequest = { Key: keyOf('a', 1) };
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest }] } }));
    expect((await read()).Responses).toEqual({ [TableName]: [{ id: { S: 'b' } }] });
  });

  test.each<[string, number, (at: number) => ReturnType<typeof keyOf>, string]>([
    [
      'too many items',
      26,
      (at) => keyOf('x', at),
      "1 validation error detected: Value '[…]' at 'requestItems.events.member' failed to satisfy constraint: Member must have length less than or equal to 25",
    ],
    ['an item twice', 2, () => keyOf('x', 1), 'Provided list of item keys contains duplicates'],
    [
      'an item without its key',
      1,
      () => ({ id: { S: 'x' } }) as never,
      'One or more parameter values were invalid: Missing the key at in the item',
    ],
    ['no item', 0, () => keyOf('x', 1), '1 validation error detected'],
  ])('with %s is refused', async (_, count, itemOf, message) => {
    const requests = Array.from({ length: count }, (_each, at) => ({ PutRequest: { Item: itemOf(at) } }));
    const write = new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } });
    expect(await answerOf(dynamodb.send(write))).toMatch(`400 ValidationException: ${message}`);
  });
});

describe('A transaction', () => {
  const write = (...TransactItems: readonly object[]) =>
    dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [...TransactItems] }));
  const put = (id: string) => ({ Put: { TableName, Item: keyOf(id, 1) } });
  const check = (id: string) => ({
    ConditionCheck: { TableName, Key: keyOf(id, 1), ConditionExpression: 'attribute_exists(id)' },
  });
  const exists = async (id: string) =>
    (await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf(id, 1) }))).Item !== undefined;

  test('writes all of its items', async () => {
    await write(put('x'), check('a'), { Delete: { TableName, Key: keyOf('b', 1) } });
    expect([await exists('x'), await exists('b')]).toEqual([true, false]);
    const Get = { TableName, Key: keyOf('x', 1) };
    const gone = { Get: { TableName, Key: keyOf('b', 1) } };
    const read = await dynamodb.send(new TransactGetItemsCommand({ TransactItems: [{ Get }, gone] }));
    expect(read.Responses).toEqual([{ Item: keyOf('x', 1) }, {}]);
  });

  test('writes none if one condition fails, and tells the reason of each', async () => {
    await expect(write(put('x'), check('gone'))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ConditionalCheckFailed]'),
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      ],
    });
    expect(await exists('x')).toBe(false);
  });

  test('is performed once for a token, and a failed one leaves its token free', async () => {
    const add = (by: string, ClientRequestToken: string) => {
      const Update = {
        TableName,
        Key: keyOf('a', 1),
        UpdateExpression: 'ADD n :by',
        ConditionExpression: 'n < :five',
        ExpressionAttributeValues: { ':by': { N: by }, ':five': { N: '5' } },
      };
      return answerOf(
        dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Update }], ClientRequestToken })),
      );
    };
    expect([await add('3', 't1'), await add('3', 't1')]).toEqual(['granted', 'granted']);
    expect(await add('4', 't1')).toMatch('400 IdempotentParameterMismatchException');
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf('a', 1) }));
    expect(Item?.n).toEqual({ N: '4' });
    expect([await add('4', 't2'), await add('4', 't2'), await add('4', 't2')]).toEqual([
      'granted',
      'granted',
      'granted',
    ]);
    expect([await add('1', 't3'), await add('1', 't3')]).toEqual([
      expect.stringContaining('TransactionCanceledException'),
      expect.stringContaining('TransactionCanceledException'),
    ]);
  });

  test.each<[string, readonly object[], string]>([
    [
      'one item twice',
      [put('x'), check('x')],
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'two things in one part',
      [{ ...put('x'), ...check('y') }],
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
  ])('of %s is refused', async (_, items, message) => {
    expect(await answerOf(write(...items))).toBe(`400 ValidationException: ${message}`);
  });
});
