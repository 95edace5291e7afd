import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type SSESpecification,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from './answer.ts';
import type { RequestedEncryption } from './object-requests.ts';

/** CreateTable, on demand, of items with an `id`; without `encryption`, under the key that AWS owns. */
export async function createTable(
  client: DynamoDBClient,
  name: string,
  encryption?: RequestedEncryption,
): Promise<Answer> {
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

/** UpdateTable: another key. */
export async function encryptTable(
  client: DynamoDBClient,
  arn: string,
  encryption: RequestedEncryption,
): Promise<Answer> {
  const SSESpecification = specification(encryption);
  await client.send(new UpdateTableCommand({ TableName: arn, SSESpecification }));
  return {};
}

/** DescribeTable: the key that a table is under; none where AWS owns it. */
export async function describeTable(client: DynamoDBClient, arn: string): Promise<Answer> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: arn }));
  return { encryption: Table?.SSEDescription?.KMSMasterKeyArn };
}

/** Tables know no encryption that a request could name but that with a KMS key. */
function specification(encryption: RequestedEncryption): SSESpecification {
  if (encryption === 'AES256')
    throw new TypeError('SSE-S3 is for objects; tables are encrypted with KMS keys');
  if (typeof encryption === 'object') return { Enabled: true, KMSMasterKeyId: encryption.keyAlone };
  const key = encryption === 'aws:kms' ? {} : { KMSMasterKeyId: encryption };
  return { Enabled: true, SSEType: 'KMS', ...key };
}
