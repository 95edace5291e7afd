import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';
import { keysOfIndex, queriesOfIndexes, scansOfIndexes } from './dynamodb-indexes.ts';

const ask = requestsOf('dynamodb');
const kms = requestsOf('kms');
const TableName = '{table}';
const ResourceArn = '{tableArn}';
const id = { id: { S: 'a' } };
const schema = {
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};
const Policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{account}:root"},"Action":"dynamodb:*","Resource":"{tableArn}"}]}`;
const underKms = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: '{key}' };
const protect = ask('UpdateTable', { TableName, DeletionProtectionEnabled: true });
const putPolicy = ask('PutResourcePolicy', { ResourceArn, Policy });
const tag = (from: number, length: number) =>
  Array.from({ length }, (_, at) => ({ Key: `k${from + at}`, Value: '' }));

/** A table with an item, and keys. */
const table: State = {
  steps: [
    ask(
      'CreateTable',
      { TableName, ...schema, Tags: [{ Key: 'a', Value: 'b' }] },
      { keep: { tableArn: 'TableDescription.TableArn' } },
    ),
    ask('PutItem', { TableName, Item: id }),
    kms('CreateKey', {}, { keep: { key: 'KeyMetadata.Arn' } }),
    kms('CreateKey', {}, { keep: { disabled: 'KeyMetadata.Arn' } }),
    kms('CreateKey', {}, { keep: { otherKey: 'KeyMetadata.Arn' }, as: 'other' }),
    kms('DisableKey', { KeyId: '{disabled}' }),
  ],
  reads: [
    ask('DescribeTable', { TableName }),
    ask('Scan', { TableName }),
    ask('ListTagsOfResource', { ResourceArn }),
    ask('GetResourcePolicy', { ResourceArn }),
  ],
};
const of = subjectsOf('dynamodb', table);

/** For tests: how DynamoDB is asked. */
export const dynamodbSubjects: readonly Subject[] = [
  of(
    'CreateTable',
    { TableName: 'made-{c}', ...schema },
    {
      shows: [ask('DescribeTable', { TableName: 'made-{c}' })],
      also: {
        'one that exists': { input: { TableName } },
        'with keys of an index': { input: keysOfIndex },
      },
    },
  ),
  of('DescribeTable', { TableName }),
  of(
    'UpdateTable',
    { TableName, DeletionProtectionEnabled: true },
    {
      also: {
        nothing: { input: { DeletionProtectionEnabled: undefined } },
        'billing alone': { input: { DeletionProtectionEnabled: undefined, BillingMode: 'PROVISIONED' } },
        'encryption alone': { input: { DeletionProtectionEnabled: undefined, SSESpecification: underKms } },
        'encryption and billing': { input: { SSESpecification: underKms, BillingMode: 'PAY_PER_REQUEST' } },
        'to the key that it has': {
          input: { DeletionProtectionEnabled: undefined, SSESpecification: underKms },
          after: [ask('UpdateTable', { TableName, SSESpecification: underKms })],
        },
        'away from a disabled key': {
          input: { DeletionProtectionEnabled: undefined, SSESpecification: { Enabled: false } },
          after: [
            ask('UpdateTable', { TableName, SSESpecification: underKms }),
            kms('DisableKey', { KeyId: '{key}' }),
          ],
        },
        'to no key, as it is': {
          input: { DeletionProtectionEnabled: undefined, SSESpecification: { Enabled: false } },
        },
        'to the same units': {
          input: {
            DeletionProtectionEnabled: undefined,
            ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
          },
          after: [
            ask('UpdateTable', {
              TableName,
              BillingMode: 'PROVISIONED',
              ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
            }),
          ],
        },
      },
    },
  ),
  of('DeleteTable', { TableName }, { also: { 'a protected one': { after: [protect] } } }),
  of('ListTables', {}, { alone: true }),
  of('DescribeContinuousBackups', { TableName }),
  of('DescribeTimeToLive', { TableName }),
  of(
    'PutItem',
    { TableName, Item: id },
    {
      also: {
        'under a disabled key': {
          after: [
            ask('UpdateTable', { TableName, SSESpecification: underKms }),
            kms('DisableKey', { KeyId: '{key}' }),
          ],
        },
      },
    },
  ),
  of('GetItem', { TableName, Key: id }),
  of('DeleteItem', { TableName, Key: id }),
  of(
    'UpdateItem',
    {
      TableName,
      Key: id,
      UpdateExpression: 'SET x = :v',
      ExpressionAttributeValues: { ':v': { S: 'v' } },
      ReturnValues: 'ALL_NEW',
    },
    {
      vary: {
        ReturnValues: ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'nonsense'],
        UpdateExpression: [
          undefined,
          'SET x = :v ADD x :v',
          'SET id = :v',
          'SET x = :v REMOVE y',
          'nonsense',
        ],
        ConditionExpression: ['attribute_exists(id)', 'attribute_not_exists(id)', 'x = ('],
      },
    },
  ),
  of(
    'BatchGetItem',
    { RequestItems: { [TableName]: { Keys: [id] } } },
    {
      vary: {
        RequestItems: [
          undefined,
          {},
          { [TableName]: { Keys: [] } },
          { [TableName]: { Keys: [id, id] } },
          { [TableName]: { Keys: [id, { id: { S: 'absent' } }], ProjectionExpression: 'id' } },
          { 'absent-{c}': { Keys: [id] } },
        ],
      },
    },
  ),
  of(
    'BatchWriteItem',
    { RequestItems: { [TableName]: [{ PutRequest: { Item: { id: { S: 'b' } } } }] } },
    {
      vary: {
        RequestItems: [
          undefined,
          {},
          { [TableName]: [] },
          { [TableName]: [{}] },
          { [TableName]: [{ DeleteRequest: { Key: id } }, { PutRequest: { Item: { id: { S: 'b' } } } }] },
          { [TableName]: [{ DeleteRequest: { Key: id } }, { PutRequest: { Item: id } }] },
          { 'absent-{c}': [{ DeleteRequest: { Key: id } }] },
        ],
      },
    },
  ),
  of(
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName, Key: id } }] },
    {
      vary: {
        TransactItems: [
          undefined,
          [],
          [{ Get: { TableName, Key: { other: { S: 'a' } } } }],
          [{ Get: { TableName: 'absent-{c}', Key: id } }],
        ],
      },
    },
  ),
  of(
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item: { id: { S: 'b' } } } }] },
    {
      vary: {
        TransactItems: [
          undefined,
          [],
          [{}],
          [{ Delete: { TableName, Key: id } }, { Put: { TableName, Item: id } }],
          [
            { Put: { TableName, Item: { id: { S: 'b' } } } },
            { ConditionCheck: { TableName, Key: id, ConditionExpression: 'attribute_not_exists(id)' } },
          ],
          [{ Delete: { TableName: 'absent-{c}', Key: id } }],
        ],
        ClientRequestToken: ['token-{c}', ''],
      },
    },
  ),
  of('Scan', { TableName }, { also: scansOfIndexes }),
  of(
    'Query',
    {
      TableName,
      KeyConditionExpression: 'id = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    },
    { also: queriesOfIndexes },
  ),
  of('ListTagsOfResource', { ResourceArn }),
  of(
    'TagResource',
    { ResourceArn, Tags: [{ Key: 'c', Value: 'd' }] },
    {
      also: {
        'more than a table can have': {
          input: { Tags: tag(30, 30) },
          after: [ask('TagResource', { ResourceArn, Tags: tag(0, 30) })],
        },
      },
    },
  ),
  of('UntagResource', { ResourceArn, TagKeys: ['a'] }),
  of('GetResourcePolicy', { ResourceArn }, { also: { 'of one that has it': { after: [putPolicy] } } }),
  of(
    'PutResourcePolicy',
    { ResourceArn, Policy },
    {
      also: {
        'once more': { after: [putPolicy] },
        'for none, of one that has it': { input: { ExpectedRevisionId: 'NO_POLICY' }, after: [putPolicy] },
      },
    },
  ),
  of('DeleteResourcePolicy', { ResourceArn }, { also: { 'of one that has it': { after: [putPolicy] } } }),
];
