import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, codeOf, documentOf, to } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const TableName = 'orders';
const table = `arn:aws:dynamodb:eu-west-1:${account}:table/${TableName}`;
let root: Clients;

const keys = (partition: string, sort?: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
];
const texts = (...names: string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
const TABLE: CreateTableCommandInput = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keys('customer', 'id'),
  AttributeDefinitions: texts('customer', 'id', 'state', 'day'),
  GlobalSecondaryIndexes: [
    { IndexName: 'by-state', KeySchema: keys('state', 'day'), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-day',
      KeySchema: keys('customer', 'day'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['total'] },
    },
  ],
};
const item = (customer: string, id: string, more: Readonly<Record<string, string>>) => ({
  TableName,
  Item: Object.fromEntries(
    Object.entries({ customer, id, ...more }).map(([name, S]) => [name, { S }] as const),
  ),
});
const put = (...args: Parameters<typeof item>) => root.dynamodb.send(new PutItemCommand(item(...args)));
const query = (more: Partial<QueryCommandInput>, by = root) =>
  by.dynamodb.send(new QueryCommand({ TableName, ...more }));
const scan = (more: Partial<ScanCommandInput>, by = root) =>
  by.dynamodb.send(new ScanCommand({ TableName, ...more }));
const ofState = (S: string): Partial<QueryCommandInput> => ({
  IndexName: 'by-state',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'state' },
  ExpressionAttributeValues: { ':s': { S } },
});
const ofCustomer = (S: string): Partial<QueryCommandInput> => ({
  IndexName: 'by-day',
  KeyConditionExpression: 'customer = :c',
  ExpressionAttributeValues: { ':c': { S } },
});
const ids = ({ Items = [] }: { Items?: Record<string, { S?: string }>[] | undefined }) =>
  Items.map(({ id }) => id?.S);

beforeEach(async () => {
  root = lab.as(account);
  await root.dynamodb.send(new CreateTableCommand(TABLE));
  await put('ana', '1', { state: 'open', day: '03', total: '10', note: 'a' });
  await put('ana', '2', { state: 'open', day: '01', total: '20' });
  await put('bob', '3', { state: 'open', day: '02', total: '30' });
  await put('bob', '4', { state: 'done', total: '40' });
  await put('bob', '5', { total: '50' });
});

test('A table describes its indexes', async () => {
  const { Table } = await root.dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    GlobalSecondaryIndexes: [
      { IndexName: 'by-state', IndexStatus: 'ACTIVE', IndexArn: `${table}/index/by-state` },
    ],
    LocalSecondaryIndexes: [{ IndexName: 'by-day', IndexArn: `${table}/index/by-day` }],
  });
});

describe('A query of an index', () => {
  test('gives the items that have its keys, in the order of its sort key', async () => {
    expect(ids(await query(ofState('open')))).toEqual(['2', '3', '1']);
    expect(ids(await query({ ...ofState('open'), ScanIndexForward: false }))).toEqual(['1', '3', '2']);
    expect(ids(await query(ofState('done')))).toEqual([]);
    expect(ids(await query(ofCustomer('ana')))).toEqual(['2', '1']);
  });

  test('gives page after page', async () => {
    const first = await query({ ...ofState('open'), Limit: 2 });
    expect(ids(first)).toEqual(['2', '3']);
    expect(Object.keys(first.LastEvaluatedKey ?? {}).toSorted()).toEqual(['customer', 'day', 'id', 'state']);
    const next = { ...ofState('open'), ExclusiveStartKey: first.LastEvaluatedKey };
    expect(ids(await query(next))).toEqual(['1']);
    const { day: _, ...incomplete } = first.LastEvaluatedKey ?? {};
    expect(await answerOf(query({ ...next, ExclusiveStartKey: incomplete }))).toContain(
      'ValidationException: The provided starting key is invalid',
    );
  });

  test('gives the projected attributes', async () => {
    const [newest] = (await query({ ...ofState('open'), ScanIndexForward: false })).Items ?? [];
    expect(newest).toEqual(item('ana', '1', { state: 'open', day: '03' }).Item);
    const [, last] = (await query(ofCustomer('ana'))).Items ?? [];
    expect(last).toEqual(item('ana', '1', { day: '03', total: '10' }).Item);
    const all = await query({ ...ofCustomer('ana'), Select: 'ALL_ATTRIBUTES' });
    expect(all.Items?.[1]).toHaveProperty('note');
    expect((await query({ ...ofCustomer('ana'), ProjectionExpression: 'note' })).Items).toEqual([
      {},
      { note: { S: 'a' } },
    ]);
    expect((await query({ ...ofState('open'), Select: 'COUNT' })).Count).toBe(3);
  });

  test.each<[string, () => Partial<QueryCommandInput>]>([
    ['a consistent read of a global index', () => ({ ...ofState('open'), ConsistentRead: true })],
    [
      'all attributes of a global index that has not all',
      () => ({ ...ofState('open'), Select: 'ALL_ATTRIBUTES' }),
    ],
    [
      'an attribute that a global index does not have',
      () => ({ ...ofState('open'), ProjectionExpression: 'total' }),
    ],
    ['an index that the table does not have', () => ({ ...ofState('open'), IndexName: 'other' })],
    ['a condition that is not on its keys', () => ({ ...ofCustomer('ana'), IndexName: 'by-state' })],
  ])('is refused with %s', async (_, input) => {
    expect(await codeOf(query(input()))).toBe('400 ValidationException');
  });
});

test('A scan of an index gives its items alone, page by page', async () => {
  expect(ids(await scan({ IndexName: 'by-state' })).toSorted()).toEqual(['1', '2', '3']);
  const found: unknown[] = [];
  let ExclusiveStartKey: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await scan({ IndexName: 'by-state', Limit: 1, ExclusiveStartKey });
    found.push(...ids(page));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  expect(found.toSorted()).toEqual(['1', '2', '3']);
});

describe('An item with a key of an index of another type is refused', () => {
  test.each([
    [
      'another type',
      { N: '1' },
      'Type mismatch for Index Key state Expected: S Actual: N IndexName: by-state',
    ],
    ['an empty text', { S: '' }, 'A value specified for a secondary index key is not supported.'],
  ])('%s', async (_, state, refusal) => {
    const Item = { customer: { S: 'a' }, id: { S: '9' }, state };
    expect(await answerOf(root.dynamodb.send(new PutItemCommand({ TableName, Item })))).toContain(refusal);
    const update = new UpdateItemCommand({
      ...{ TableName, Key: { customer: { S: 'ana' }, id: { S: '1' } } },
      UpdateExpression: 'SET #s = :s',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': state },
    });
    expect(await answerOf(root.dynamodb.send(update))).toContain(refusal);
  });
});

describe('Policies decide on the index', () => {
  test('whose ARN an identity-based policy names: the table does not stand for it', async () => {
    const onIndex = await lab.user(account, 'index', allow('dynamodb:Query', `${table}/index/*`));
    const onTable = await lab.user(account, 'table', allow('dynamodb:Query', table));
    expect(await codeOf(query(ofState('open'), onIndex))).toBe('granted');
    expect(await codeOf(query({ ...ofCustomer('ana'), IndexName: undefined }, onIndex))).toBe(
      '400 AccessDeniedException',
    );
    expect(await codeOf(query(ofState('open'), onTable))).toBe('400 AccessDeniedException');
  });

  test('that the policy of the table names, for another account', async () => {
    const bob = await lab.user(otherAccount, 'bob', allow('dynamodb:*'));
    const there = { TableName: table };
    const Policy = documentOf({ ...allow('dynamodb:Query', `${table}/index/by-state`), ...to(otherAccount) });
    await root.dynamodb.send(new PutResourcePolicyCommand({ ResourceArn: table, Policy }));
    expect(await codeOf(query({ ...ofState('open'), ...there }, bob))).toBe('granted');
    expect(await codeOf(query({ ...ofCustomer('ana'), ...there }, bob))).toBe('400 AccessDeniedException');
  });

  test('by the leading keys of a local index, which are those of the table', async () => {
    const Condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['ana'] } };
    const ana = await lab.user(account, 'ana', allow('dynamodb:Query', `${table}/index/*`, { Condition }));
    expect(await codeOf(query(ofCustomer('ana'), ana))).toBe('granted');
    expect(await codeOf(query(ofCustomer('bob'), ana))).toBe('400 AccessDeniedException');
    expect(await codeOf(query(ofState('open'), ana))).toContain('NotImplemented');
  });
});

test('UpdateTable adds and deletes global indexes', async () => {
  const change = (input: object) => root.dynamodb.send(new UpdateTableCommand({ TableName, ...input }));
  const Create = {
    ...{ IndexName: 'by-total', KeySchema: keys('total') },
    Projection: { ProjectionType: 'ALL' as const },
  };
  const AttributeDefinitions = texts('total');
  await change({ GlobalSecondaryIndexUpdates: [{ Create }], AttributeDefinitions });
  const found = await query({
    IndexName: 'by-total',
    KeyConditionExpression: '#t = :t',
    ExpressionAttributeNames: { '#t': 'total' },
    ExpressionAttributeValues: { ':t': { S: '40' } },
  });
  expect(ids(found)).toEqual(['4']);
  const again = change({ GlobalSecondaryIndexUpdates: [{ Create }], AttributeDefinitions });
  expect(await codeOf(again)).toBe('400 ValidationException');
  const drop = (IndexName: string) => change({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  await drop('by-total');
  expect(await codeOf(drop('by-total'))).toBe('400 ResourceNotFoundException');
  const { Table } = await root.dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table?.GlobalSecondaryIndexes).toHaveLength(1);
  expect(Table?.AttributeDefinitions).toHaveLength(4);
});

describe('A table is not created with', () => {
  const [global] = TABLE.GlobalSecondaryIndexes ?? [];
  const [local] = TABLE.LocalSecondaryIndexes ?? [];
  test.each<[string, Partial<CreateTableCommandInput>]>([
    ['two indexes of a name', { LocalSecondaryIndexes: [{ ...local, IndexName: 'by-state' } as never] }],
    [
      'a local index of another partition',
      { LocalSecondaryIndexes: [{ ...local, KeySchema: keys('state', 'day') } as never] },
    ],
    [
      'a local index without a sort key',
      { LocalSecondaryIndexes: [{ ...local, KeySchema: keys('customer') } as never] },
    ],
    ['an index without a projection', { GlobalSecondaryIndexes: [{ ...global, Projection: {} } as never] }],
    [
      'attributes beside keys alone',
      {
        GlobalSecondaryIndexes: [
          { ...global, Projection: { ProjectionType: 'KEYS_ONLY', NonKeyAttributes: ['a'] } } as never,
        ],
      },
    ],
    [
      'capacity units on demand',
      {
        GlobalSecondaryIndexes: [
          { ...global, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } } as never,
        ],
      },
    ],
    ['no local indexes in a list', { LocalSecondaryIndexes: [] }],
  ])('%s', async (_, input) => {
    const made = root.dynamodb.send(new CreateTableCommand({ ...TABLE, TableName: 'other', ...input }));
    expect(await codeOf(made)).toBe('400 ValidationException');
  });

  test('an index key of several attributes', async () => {
    const KeySchema = [...keys('state'), ...keys('day')];
    const input = {
      ...TABLE,
      TableName: 'other',
      GlobalSecondaryIndexes: [{ ...global, KeySchema } as never],
    };
    expect(await codeOf(root.dynamodb.send(new CreateTableCommand(input)))).toContain('NotImplemented');
  });
});
