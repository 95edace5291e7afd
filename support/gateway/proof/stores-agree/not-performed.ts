import type { Request } from './request.ts';

const table = { TableName: 'table' };
const ResourceArn = 'arn:aws:dynamodb:eu-west-1:111111111111:table/table';
const item = { id: { S: 'a' } };
const ask = (operation: string, input: Request['input']): Request => ({
  service: 'dynamodb',
  operation,
  input,
});

/** For tests: services of which LocalStack performs nothing, and one request of each operation, to see that it refuses. */
export const notPerformed: ReadonlyMap<string, readonly Request[]> = new Map([
  // LocalStack downloads a program to perform DynamoDB with: keyhole starts it without the service.
  [
    'dynamodb',
    [
      ask('ListTables', {}),
      ask('CreateTable', {
        ...table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
      ask('DescribeTable', table),
      ask('UpdateTable', { ...table, DeletionProtectionEnabled: true }),
      ask('DeleteTable', table),
      ask('DescribeContinuousBackups', table),
      ask('DescribeTimeToLive', table),
      ask('PutItem', { ...table, Item: item }),
      ask('GetItem', { ...table, Key: item }),
      ask('DeleteItem', { ...table, Key: item }),
      ask('UpdateItem', { ...table, Key: item }),
      ask('BatchGetItem', { RequestItems: { table: { Keys: [item] } } }),
      ask('BatchWriteItem', { RequestItems: { table: [{ PutRequest: { Item: item } }] } }),
      ask('TransactGetItems', { TransactItems: [{ Get: { ...table, Key: item } }] }),
      ask('TransactWriteItems', { TransactItems: [{ Put: { ...table, Item: item } }] }),
      ask('Scan', table),
      ask('Query', {
        ...table,
        KeyConditionExpression: 'id = :a',
        ExpressionAttributeValues: { ':a': { S: 'a' } },
      }),
      ask('ListTagsOfResource', { ResourceArn }),
      ask('TagResource', { ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] }),
      ask('UntagResource', { ResourceArn, TagKeys: ['a'] }),
      ask('GetResourcePolicy', { ResourceArn }),
      ask('PutResourcePolicy', { ResourceArn, Policy: '{}' }),
      ask('DeleteResourcePolicy', { ResourceArn }),
    ],
  ],
]);
