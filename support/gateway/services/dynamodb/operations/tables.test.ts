import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Input } from '../../../../aws/operations.ts';
import { books, type DynamodbUnderTest, dynamodbUnderTest } from '../testing/dynamodb-at-the-gateway.ts';

let dynamodb: DynamodbUnderTest;

beforeEach(() => {
  dynamodb = dynamodbUnderTest();
});

type NewTable = Input<'dynamodb', 'CreateTable'>;
const hash = { AttributeName: 'id', KeyType: 'HASH' } as const;
const range = { AttributeName: 'at', KeyType: 'RANGE' } as const;
const id = { AttributeName: 'id', AttributeType: 'S' } as const;
const at = { AttributeName: 'at', AttributeType: 'N' } as const;
const invalid = 'One or more parameter values were invalid: ';

describe('A new table', () => {
  test('is there at once, and is described alike ever after', async () => {
    const { TableDescription } = await dynamodb.ask('CreateTable', books);
    expect(TableDescription).toMatchObject({
      TableName: 'books',
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:eu-west-1:111111111111:table/books',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      DeletionProtectionEnabled: false,
      ItemCount: 0,
    });
    const { Table } = await dynamodb.ask('DescribeTable', { TableName: 'books' });
    expect(Table).toEqual(TableDescription);
  });

  test('has a sort key where it is given one, and capacity where it is not on demand', async () => {
    const { TableDescription } = await dynamodb.ask('CreateTable', {
      TableName: 'events',
      KeySchema: [hash, range],
      AttributeDefinitions: [at, id],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1 },
    });
    expect(TableDescription).toMatchObject({
      KeySchema: [hash, range],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1 },
    });
    expect(TableDescription).not.toHaveProperty('BillingModeSummary');
  });

  test('is alone of its name in its account and region', async () => {
    await dynamodb.ask('CreateTable', books);
    await expect(dynamodb.ask('CreateTable', books)).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: 'Table already exists: books',
    });
    await dynamodb.ask('CreateTable', books, 'us-east-1');
  });

  test.each<[string, Partial<NewTable>, string]>([
    [
      'a short name',
      { TableName: 'ab' },
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [
      'a name with a blank',
      { TableName: 'a b c' },
      "1 validation error detected: Value 'a b c' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      'no partition key',
      { KeySchema: [range] },
      'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
    ],
    [
      'two partition keys',
      { KeySchema: [hash, { ...hash, AttributeName: 'at' }] },
      'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
    ],
    [
      'one attribute twice',
      { KeySchema: [hash, { ...range, AttributeName: 'id' }] },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      'a key without a type',
      { KeySchema: [hash, range] },
      `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [id, at], AttributeDefinitions: [id]`,
    ],
    [
      'a type without a key',
      { AttributeDefinitions: [id, at] },
      `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    ],
    [
      'no billing',
      { BillingMode: undefined },
      `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    ],
    [
      'two billings',
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      'tags of AWS',
      { Tags: [{ Key: 'aws:x', Value: '' }] },
      'Tag Key cannot be prefixed with aws:, Key: aws:x',
    ],
    [
      'a comma in the value of a tag',
      { Tags: [{ Key: 'labels', Value: '1,0' }] },
      'The Tag Value provided is invalid, Value: 1,0',
    ],
    [
      'a comma in the key of a tag',
      { Tags: [{ Key: '1,0', Value: '' }] },
      'The Tag Key provided is invalid, Key: 1,0',
    ],
  ])('cannot have %s', async (_, changes, message) => {
    const request = dynamodb.ask('CreateTable', { ...books, ...changes });
    await expect(request).rejects.toMatchObject({ code: 'ValidationException', status: 400, message });
    expect((await dynamodb.ask('ListTables', {})).TableNames).toEqual([]);
  });

  test.each<Partial<NewTable>>([
    { StreamSpecification: { StreamEnabled: false } },
    { TableClass: 'STANDARD' },
    { VectorIndexes: [] },
  ])('has no %j here', async (member) => {
    const request = dynamodb.ask('CreateTable', { ...books, ...member });
    await expect(request).rejects.toMatchObject({ code: 'NotImplemented', status: 501 });
  });
});

describe('A table', () => {
  const change = (input: Omit<Input<'dynamodb', 'UpdateTable'>, 'TableName'>) =>
    dynamodb.ask('UpdateTable', { TableName: 'books', ...input });

  beforeEach(async () => {
    await dynamodb.ask('CreateTable', books);
  });

  test('changes its billing', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 2, WriteCapacityUnits: 3 };
    const { TableDescription } = await change({ BillingMode: 'PROVISIONED', ProvisionedThroughput });
    expect(TableDescription).toMatchObject({ ProvisionedThroughput });
    await expect(change({ ProvisionedThroughput })).rejects.toThrow('will not change');
    await change({ BillingMode: 'PAY_PER_REQUEST' });
    await expect(change({ BillingMode: 'PROVISIONED' })).rejects.toThrow('must be specified');
  });

  test('is not deleted while it is protected', async () => {
    await change({ DeletionProtectionEnabled: true });
    const remove = () => dynamodb.ask('DeleteTable', { TableName: 'books' });
    await expect(remove()).rejects.toMatchObject({
      code: 'ValidationException',
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await change({ DeletionProtectionEnabled: false });
    expect((await remove()).TableDescription?.TableStatus).toBe('DELETING');
    await expect(remove()).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: books not found',
    });
  });

  test('changes one thing at a time, and something', async () => {
    const SSESpecification = { Enabled: false };
    await expect(change({ SSESpecification, DeletionProtectionEnabled: true })).rejects.toThrow(
      `${invalid}Server-Side Encryption modification must be the only operation in the request`,
    );
    await expect(change({ BillingMode: 'PAY_PER_REQUEST', DeletionProtectionEnabled: true })).rejects.toThrow(
      `${invalid}DeletionProtection modification must be the only operation in the request`,
    );
    await expect(change({})).rejects.toThrow('At least one of ProvisionedThroughput, BillingMode');
    await expect(change({ ReplicaUpdates: [{ Delete: { RegionName: 'us-east-1' } }] })).rejects.toMatchObject(
      { status: 501 },
    );
  });

  test('has tags', async () => {
    const ResourceArn = 'arn:aws:dynamodb:eu-west-1:111111111111:table/books';
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    await dynamodb.ask('TagResource', { ResourceArn, Tags });
    await dynamodb.ask('UntagResource', { ResourceArn, TagKeys: ['a', 'c'] });
    expect((await dynamodb.ask('ListTagsOfResource', { ResourceArn })).Tags).toEqual([Tags[1]]);
    const many = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await expect(dynamodb.ask('TagResource', { ResourceArn, Tags: many })).rejects.toThrow(
      'Number of Tags exceed',
    );
  });

  test('is told from the revision of its policy', async () => {
    const ResourceArn = 'arn:aws:dynamodb:eu-west-1:111111111111:table/books';
    const put = (Policy: string, ExpectedRevisionId?: string) =>
      dynamodb.ask('PutResourcePolicy', { ResourceArn, Policy, ExpectedRevisionId });
    await expect(dynamodb.ask('GetResourcePolicy', { ResourceArn })).rejects.toMatchObject({
      code: 'PolicyNotFoundException',
    });
    const { RevisionId } = await put('{}', 'NO_POLICY');
    expect(await put('{}')).toEqual({ RevisionId });
    await expect(put('{"a":1}', 'NO_POLICY')).rejects.toMatchObject({ code: 'PolicyNotFoundException' });
    const { RevisionId: next } = await put('{"a":1}', RevisionId);
    expect(next).not.toBe(RevisionId);
    const remove = (ExpectedRevisionId?: string) =>
      dynamodb.ask('DeleteResourcePolicy', { ResourceArn, ExpectedRevisionId });
    await expect(remove(RevisionId)).rejects.toMatchObject({ code: 'PolicyNotFoundException' });
    expect(await remove(next)).toEqual({ RevisionId: next });
    expect(await remove()).toEqual({});
  });
});

describe('Tables', () => {
  test('are listed by name, page by page, of one account and region', async () => {
    for (const TableName of ['ccc', 'aaa', 'bbb']) await dynamodb.ask('CreateTable', { ...books, TableName });
    await dynamodb.ask('CreateTable', { ...books, TableName: 'elsewhere' }, 'us-east-1');
    const first = await dynamodb.ask('ListTables', { Limit: 2 });
    expect(first).toEqual({ TableNames: ['aaa', 'bbb'], LastEvaluatedTableName: 'bbb' });
    const next = await dynamodb.ask('ListTables', { ExclusiveStartTableName: first.LastEvaluatedTableName });
    expect(next).toEqual({ TableNames: ['ccc'] });
    await expect(dynamodb.ask('ListTables', { Limit: 101 })).rejects.toThrow('less than or equal to 100');
  });

  test('of a copied state go their own way', async () => {
    await dynamodb.ask('CreateTable', books);
    const put = { TableName: 'books', Item: { id: { S: 'a' } } };
    await dynamodb.ask('PutItem', put);
    const copy = dynamodbUnderTest(undefined, dynamodb.store.copy());
    await copy.ask('PutItem', { ...put, Item: { id: { S: 'b' } } });
    await copy.ask('UpdateTable', { TableName: 'books', DeletionProtectionEnabled: true });
    expect((await copy.ask('Scan', { TableName: 'books' })).Count).toBe(2);
    expect((await dynamodb.ask('Scan', { TableName: 'books' })).Items).toEqual([put.Item]);
    await dynamodb.ask('DeleteTable', { TableName: 'books' });
    expect((await copy.ask('ListTables', {})).TableNames).toEqual(['books']);
  });
});
