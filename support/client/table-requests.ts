import {
  type AttributeValue,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  type SSESpecification,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { AnswerParts } from './answer-parts.ts';
import type { RequestedEncryption } from './object-requests.ts';

/** CreateTable: an on-demand table of items with an `id`; without `encryption`, under the key that AWS owns. */
export async function createTable(
  client: DynamoDBClient,
  name: string,
  encryption?: RequestedEncryption,
): Promise<AnswerParts> {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: encryption === undefined ? undefined : specification(encryption),
    }),
  );
  return { table: { name, arn: TableDescription?.TableArn ?? '' } };
}

/** UpdateTable: sets another key. */
export async function encryptTable(
  client: DynamoDBClient,
  arn: string,
  encryption: RequestedEncryption,
): Promise<AnswerParts> {
  const SSESpecification = specification(encryption);
  await client.send(new UpdateTableCommand({ TableName: arn, SSESpecification }));
  return {};
}

/** PutResourcePolicy: sets a policy that need not let its author replace it. */
export async function putTablePolicy(client: DynamoDBClient, arn: string, policy: string): Promise<void> {
  const confirmed = { ConfirmRemoveSelfResourceAccess: true };
  await client.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy: policy, ...confirmed }));
}

/** PutItem: stores an item that has nothing but its key. */
export async function writeItem(
  client: DynamoDBClient,
  arn: string,
  Item: Readonly<Record<string, AttributeValue>>,
): Promise<AnswerParts> {
  await client.send(new PutItemCommand({ TableName: arn, Item }));
  return {};
}

/** GetItem: asks for the item of a key, whether the table has it or not. */
export async function readItem(
  client: DynamoDBClient,
  arn: string,
  Key: Readonly<Record<string, AttributeValue>>,
): Promise<AnswerParts> {
  await client.send(new GetItemCommand({ TableName: arn, Key }));
  return {};
}

/** DescribeTable: returns the KMS key of a table; undefined if AWS owns the key. */
export async function describeTable(client: DynamoDBClient, arn: string): Promise<AnswerParts> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: arn }));
  return { encryption: Table?.SSEDescription?.KMSMasterKeyArn };
}

/** The encryption of a table, as requests name it: with a KMS key. Throws TypeError for AES256. */
function specification(encryption: RequestedEncryption): SSESpecification {
  if (encryption === 'AES256')
    throw new TypeError('SSE-S3 is for objects: a table is encrypted with a KMS key');
  if (typeof encryption === 'object') return { Enabled: true, KMSMasterKeyId: encryption.keyAlone };
  const key = encryption === 'aws:kms' ? {} : { KMSMasterKeyId: encryption };
  return { Enabled: true, SSEType: 'KMS', ...key };
}
