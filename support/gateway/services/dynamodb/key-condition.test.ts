import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { describe, expect, jest, test } from '@jest/globals';
import type { Input } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { createEmbeddedState } from '../../../stores/embedded/embedded-state.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { dynamodbUnderTest } from './testing/dynamodb-at-the-gateway.ts';

const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const table: TableDescription = {
  TableName: 'events',
  TableId: '0f3c5a3e-0000-4000-8000-000000000000',
  TableArn: `arn:aws:dynamodb:eu-west-1:${account}:table/events`,
  KeySchema: [key('id', 'HASH'), key('since', 'RANGE')],
  AttributeDefinitions: ['id', 'since', 'owner'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [{ IndexName: 'by-owner', KeySchema: [key('owner', 'HASH')] }],
  LocalSecondaryIndexes: [
    { IndexName: 'by-owner-of-id', KeySchema: [key('id', 'HASH'), key('owner', 'RANGE')] },
  ],
};

/** Asks a store with this one table, which tells that it was asked to perform the request. */
async function asked(operation: 'Query' | 'Scan', input: object): Promise<string> {
  const state = createEmbeddedState();
  const store = new EmbeddedStore({ state });
  jest.spyOn(store, 'read').mockImplementation((() => ({ Table: table })) as never);
  jest.spyOn(store, 'perform').mockImplementation((async () => ({})) as never);
  const dynamodb = dynamodbUnderTest(state, store);
  try {
    await dynamodb.ask(operation, { TableName: 'events', ...input } as Input<'dynamodb', 'Query'>);
    return 'performed';
  } catch (error) {
    const { code, message } = Object(error);
    return `${code}: ${message}`;
  }
}

const values = { ':a': { S: 'a' }, ':b': { S: 'b' } };

/** A query by this condition, with the placeholders that it uses. */
const condition = (KeyConditionExpression: string, IndexName?: string) => ({
  KeyConditionExpression,
  IndexName,
  ExpressionAttributeNames: KeyConditionExpression.includes('#o') ? { '#o': 'owner' } : undefined,
  ExpressionAttributeValues: Object.fromEntries(
    Object.entries(values).filter(([name]) => KeyConditionExpression.includes(name)),
  ),
});

describe('a query', () => {
  test.each([
    ['the partition key', condition('id = :a')],
    ['both keys', condition('id = :a AND begins_with(since, :b)')],
    ['a range of the sort key', condition('(id = :a) and (since between :a and :b)')],
    ['the key of an index', condition('#o = :a', 'by-owner')],
    ['the keys of another index', condition('id = :a AND #o > :b', 'by-owner-of-id')],
  ])('for %s is performed', async (_, input) => {
    expect(await asked('Query', input)).toBe('performed');
  });

  test.each([
    ['another index', condition('id = :a', 'none'), 'The table does not have the specified index: none'],
    ['the sort key alone', condition('since = :a'), 'Query condition missed key schema element: id'],
    [
      'the key of the table in an index',
      condition('id = :a', 'by-owner'),
      'Query condition missed key schema element: owner',
    ],
    ['an attribute', condition('id = :a AND #o = :b'), 'Query condition missed key schema element: since'],
    [
      'an attribute besides the keys',
      condition('id = :a AND since = :b AND #o = :b'),
      'Query key condition not supported',
    ],
    [
      'an attribute of an index',
      condition('#o = :a AND id = :b', 'by-owner'),
      'Query key condition not supported',
    ],
    [
      'a condition of old',
      { KeyConditions: { since: { ComparisonOperator: 'NULL' } } },
      'Query condition missed key schema element: id',
    ],
  ])('for %s is refused', async (_, input, message) => {
    expect(await asked('Query', input)).toBe(`ValidationException: ${message}`);
  });
});

test('a scan of an index that the table does not have is refused', async () => {
  const message = 'ValidationException: The table does not have the specified index: none';
  expect(await asked('Scan', { IndexName: 'none' })).toBe(message);
  expect(await asked('Scan', { IndexName: 'by-owner' })).toBe('performed');
});
