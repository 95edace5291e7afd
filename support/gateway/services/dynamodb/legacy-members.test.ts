import {
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients } from '../../testing/lab-under-test.ts';

const labs = labOfEachTest();
const TableName = 'events';
const keyOf = (id: string, at: number) => ({ id: { S: id }, at: { N: String(at) } });
const invalid = (text: string) =>
  `400 ValidationException: One or more parameter values were invalid: ${text}`;
let root: Clients;

beforeEach(async () => {
  root = labs.as(account);
  await root.dynamodb.send(
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
  for (const at of [1, 2, 10]) {
    const item = { ...keyOf('a', at), n: { N: `${at}` }, 'a.b': { S: 'word' } };
    const Item = at === 2 ? item : { ...item, tags: { SS: ['red', `n${at}`] } };
    await root.dynamodb.send(new PutItemCommand({ TableName, Item }));
  }
});

const is = (ComparisonOperator: 'EQ' | 'NE' | 'NULL', ...AttributeValueList: { S?: string; N?: string }[]) =>
  ({ ComparisonOperator, AttributeValueList }) as {
    ComparisonOperator: 'EQ';
    AttributeValueList: { S: string }[];
  };
const ofA = { id: is('EQ', { S: 'a' }) };

const timesOf = ({ Items = [] }: { Items?: Record<string, { N?: string }>[] }) =>
  Items.map(({ at }) => at?.N);

describe('Legacy members of reads', () => {
  test('AttributesToGet names whole attributes', async () => {
    const AttributesToGet = ['n', 'a.b', 'none'];
    const shown = { n: { N: '1' }, 'a.b': { S: 'word' } };
    const Key = keyOf('a', 1);
    const got = await root.dynamodb.send(new GetItemCommand({ TableName, Key, AttributesToGet }));
    expect(got.Item).toEqual(shown);
    const RequestItems = { [TableName]: { Keys: [Key], AttributesToGet } };
    const batch = await root.dynamodb.send(new BatchGetItemCommand({ RequestItems }));
    expect(batch.Responses).toEqual({ [TableName]: [shown] });
    const twice = new GetItemCommand({ TableName, Key, AttributesToGet: ['n', 'n'] });
    expect(await answerOf(root.dynamodb.send(twice))).toBe(invalid('Duplicate value in attribute name: n'));
  });

  test.each<[string, Partial<QueryCommandInput>, (string | undefined)[]]>([
    ['the partition key', { KeyConditions: ofA }, ['1', '2', '10']],
    [
      'both keys',
      { KeyConditions: { ...ofA, at: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '1' }] } } },
      ['2', '10'],
    ],
    [
      'a range, backwards',
      {
        KeyConditions: {
          ...ofA,
          at: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '1' }, { N: '2' }] },
        },
        ScanIndexForward: false,
      },
      ['2', '1'],
    ],
    [
      'a filter besides',
      { KeyConditions: ofA, QueryFilter: { tags: { ComparisonOperator: 'NOT_NULL' } } },
      ['1', '10'],
    ],
  ])('KeyConditions choose items by %s', async (_, input, times) => {
    expect(timesOf(await root.dynamodb.send(new QueryCommand({ TableName, ...input })))).toEqual(times);
  });

  test.each<[string, ScanCommandInput['ScanFilter'], ScanCommandInput['ConditionalOperator'], string[]]>([
    ['EQ', { n: is('EQ', { N: '2' }) }, undefined, ['2']],
    ['NE', { n: is('NE', { N: '2' }) }, undefined, ['1', '10']],
    ['LE', { n: { ComparisonOperator: 'LE', AttributeValueList: [{ N: '2' }] } }, undefined, ['1', '2']],
    ['LT', { n: { ComparisonOperator: 'LT', AttributeValueList: [{ N: '2' }] } }, undefined, ['1']],
    ['GE', { n: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '2' }] } }, undefined, ['10', '2']],
    ['NULL', { tags: { ComparisonOperator: 'NULL' } }, undefined, ['2']],
    [
      'CONTAINS',
      { tags: { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ S: 'n10' }] } },
      undefined,
      ['10'],
    ],
    [
      'NOT_CONTAINS',
      { tags: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ S: 'n10' }] } },
      undefined,
      ['1', '2'],
    ],
    [
      'BEGINS_WITH',
      { 'a.b': { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ S: 'wo' }] } },
      undefined,
      ['1', '10', '2'],
    ],
    [
      'IN',
      { n: { ComparisonOperator: 'IN', AttributeValueList: [{ N: '1' }, { N: '10' }] } },
      undefined,
      ['1', '10'],
    ],
    ['two at once', { n: is('EQ', { N: '2' }), tags: { ComparisonOperator: 'NOT_NULL' } }, undefined, []],
    [
      'one of two',
      { n: is('EQ', { N: '2' }), tags: { ComparisonOperator: 'NOT_NULL' } },
      'OR',
      ['1', '10', '2'],
    ],
  ])('ScanFilter keeps items by %s', async (_, ScanFilter, ConditionalOperator, times) => {
    const found = await root.dynamodb.send(new ScanCommand({ TableName, ScanFilter, ConditionalOperator }));
    expect(timesOf(found).toSorted()).toEqual(times.toSorted());
  });

  test.each<[string, Partial<QueryCommandInput>, string]>([
    ['no key', { KeyConditions: {} }, '400 ValidationException: Conditions can be of length 1 or 2 only'],
    [
      'an operator that no index serves',
      { KeyConditions: { ...ofA, at: is('NE', { N: '1' }) } },
      '400 ValidationException: Attempted conditional constraint is not an indexable operation',
    ],
    [
      'a filter of a key',
      { KeyConditions: ofA, QueryFilter: { at: is('EQ', { N: '1' }) } },
      '400 ValidationException: QueryFilter can only contain non-primary key attributes: Primary key attribute: at',
    ],
    [
      'too few values',
      { KeyConditions: ofA, QueryFilter: { n: is('EQ') } },
      invalid('Invalid number of argument(s) for the EQ ComparisonOperator'),
    ],
    [
      'a set that has no order',
      {
        KeyConditions: ofA,
        QueryFilter: { n: { ComparisonOperator: 'LT', AttributeValueList: [{ SS: ['a'] }] } },
      },
      invalid('ComparisonOperator LT is not valid for SS AttributeValue type'),
    ],
    [
      'an operator that joins nothing',
      { KeyConditions: ofA, ConditionalOperator: 'OR' },
      '400 ValidationException: ConditionalOperator cannot be used without Filter or Expected',
    ],
    [
      'an expression besides',
      { KeyConditions: ofA, ProjectionExpression: 'n' },
      '400 ValidationException: Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {KeyConditions} Expression parameters: {ProjectionExpression}',
    ],
  ])('A query with %s is refused', async (_, input, refusal) => {
    expect(await answerOf(root.dynamodb.send(new QueryCommand({ TableName, ...input })))).toBe(refusal);
  });
});

describe('Legacy members of writes', () => {
  const update = (input: Partial<UpdateItemCommandInput>) =>
    new UpdateItemCommand({ TableName, Key: keyOf('a', 1), ReturnValues: 'UPDATED_NEW', ...input });

  test('AttributeUpdates put, add and delete', async () => {
    const { Attributes } = await root.dynamodb.send(
      update({
        AttributeUpdates: {
          n: { Action: 'ADD', Value: { N: '4' } },
          tags: { Action: 'DELETE', Value: { SS: ['red'] } },
          'a.b': { Action: 'DELETE' },
          note: { Value: { S: 'new' } },
        },
      }),
    );
    expect(Attributes).toEqual({ n: { N: '5' }, tags: { SS: ['n1'] }, note: { S: 'new' } });
  });

  test('AttributeUpdates that delete alone make no item', async () => {
    const Key = keyOf('none', 1);
    await root.dynamodb.send(update({ Key, AttributeUpdates: { n: { Action: 'DELETE' } } }));
    expect((await root.dynamodb.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();
    await root.dynamodb.send(update({ Key, AttributeUpdates: { n: { Action: 'ADD', Value: { N: '1' } } } }));
    const { Item } = await root.dynamodb.send(new GetItemCommand({ TableName, Key }));
    expect(Item).toEqual({ ...Key, n: { N: '1' } });
  });

  const failed = '400 ConditionalCheckFailedException: The conditional request failed';
  const removed = (more: object) => new DeleteItemCommand({ TableName, Key: keyOf('a', 2), ...more });
  test.each<[string, object, string]>([
    ['a value that it has', { Expected: { n: { Value: { N: '2' } } } }, 'granted'],
    ['a value that it does not have', { Expected: { n: { Value: { N: '3' } } } }, failed],
    ['an attribute that must not be there', { Expected: { tags: { Exists: false } } }, 'granted'],
    ['an attribute that is there', { Expected: { n: { Exists: false } } }, failed],
    [
      'an operator',
      { Expected: { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '1' }] } } },
      'granted',
    ],
    [
      'one of two',
      { ConditionalOperator: 'OR', Expected: { n: { Value: { N: '3' } }, tags: { Exists: false } } },
      'granted',
    ],
    [
      'no value',
      { Expected: { n: { Exists: true } } },
      invalid('Value must be provided when Exists is true for Attribute: n'),
    ],
    [
      'a value that must not be there',
      { Expected: { n: { Exists: false, Value: { N: '1' } } } },
      invalid('Value cannot be used when Exists is false for Attribute: n'),
    ],
  ])('Expected compares %s', async (_, more, answer) => {
    expect(await answerOf(root.dynamodb.send(removed(more)))).toBe(answer);
  });

  test.each<[string, UpdateItemCommandInput['AttributeUpdates'], string]>([
    [
      'a key',
      { at: { Value: { N: '3' } } },
      invalid('Cannot update attribute at. This attribute is part of the key'),
    ],
    [
      'no value',
      { n: { Action: 'PUT' } },
      invalid('Only DELETE action is allowed when no attribute value is specified'),
    ],
    [
      'a text',
      { n: { Action: 'ADD', Value: { S: 'a' } } },
      invalid('ADD action is not supported for the type S'),
    ],
  ])('AttributeUpdates of %s are refused', async (_, AttributeUpdates, refusal) => {
    expect(await answerOf(root.dynamodb.send(update({ AttributeUpdates })))).toBe(refusal);
  });
});

describe('dynamodb:Attributes', () => {
  const Condition = { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['id', 'at', 'n'] } };
  const Select = { StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } };

  test('are the names in legacy members', async () => {
    const { dynamodb } = await labs.user(
      account,
      'reader',
      allow(['dynamodb:GetItem', 'dynamodb:Query'], '*', { Condition: { ...Condition, ...Select } }),
      allow(['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], '*', { Condition }),
    );
    const Key = keyOf('a', 1);
    const get = (...AttributesToGet: string[]) => new GetItemCommand({ TableName, Key, AttributesToGet });
    const query = (QueryFilter?: QueryCommandInput['QueryFilter']) =>
      new QueryCommand({ TableName, KeyConditions: ofA, QueryFilter, AttributesToGet: ['n'] });
    const put = (name: string) =>
      new UpdateItemCommand({ TableName, Key, AttributeUpdates: { [name]: { Value: { N: '1' } } } });
    const remove = (name: string) =>
      new DeleteItemCommand({ TableName, Key, Expected: { [name]: { Exists: false } } });
    const allowed = [get('n'), query(), query({ n: is('NE', { N: '0' }) }), put('n')];
    for (const command of allowed)
      expect(await answerOf(dynamodb.send(command as GetItemCommand))).toBe('granted');
    const denied = [
      get('n', 'tags'),
      query({ tags: { ComparisonOperator: 'NULL' } }),
      put('tags'),
      remove('tags'),
    ];
    for (const command of denied)
      expect(await answerOf(dynamodb.send(command as GetItemCommand))).toMatch(/^400 AccessDeniedException/);
  });
});
