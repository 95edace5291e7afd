import { expect, test } from '@jest/globals';
import { dynamodbPermissions } from '../../../authorization/permissions/dynamodb.ts';
import type { PermissionRule } from '../../../authorization/permissions/rule.ts';
import type { Operation } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import { planDynamodb } from './plan-dynamodb.ts';

const principal = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
} as const;

/** The checks of a call to an empty store: permissions by their actions, errors by their codes. */
async function checksOf(operation: Operation<'dynamodb'>, input: object): Promise<readonly string[]> {
  const facts = {
    principal,
    authenticated: { principal, payload: { kind: 'unsigned' } },
    http: { headers: {}, sourceIp: '127.0.0.1', secure: true },
    region: 'eu-west-1',
    time: new Date(0),
  } as const;
  const call = { store: new EmbeddedStore(), operation, input, facts, account, region: 'eu-west-1' };
  const rule = dynamodbPermissions[operation] as PermissionRule<'dynamodb', Operation<'dynamodb'>>;
  const { checks } = await planDynamodb(call as never, rule);
  return checks.map((check) => (check.kind === 'error' ? check.error.code : check.permission.action));
}

test.each<[Operation<'dynamodb'>, object]>([
  ['GetItem', { Key: { id: { S: 'a' } } }],
  ['PutItem', { Item: { id: { S: 'a' } } }],
  ['Scan', {}],
  ['UpdateTable', { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/my-key' } }],
])(
  '%s of a table that is not there never reaches the store, where one could come about meanwhile',
  async (operation, input) => {
    expect(await checksOf(operation, { TableName: 'books', ...input })).toEqual([
      `dynamodb:${operation}`,
      'ResourceNotFoundException',
    ]);
  },
);

test('choosing the key that AWS manages for DynamoDB takes what choosing any takes', async () => {
  const input = { TableName: 'books', SSESpecification: { Enabled: true } };
  expect(await checksOf('CreateTable', input)).toEqual([
    'dynamodb:CreateTable',
    'kms:DescribeKey',
    'kms:CreateGrant',
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
  ]);
});
