import {
  CreateTableCommand,
  GetItemCommand,
  PutItemCommand,
  type SSESpecification,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../../../testing/lab-under-test.ts';

/** For tests: the key of the one item, and all of it. */
export const key = { id: { S: 'a' } };

/** For tests: creates a table of items with an `id`. */
export function create({ dynamodb }: Clients, SSESpecification?: SSESpecification, TableName = 'books') {
  return dynamodb.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification,
    }),
  );
}

/** For tests: encryption with KMS, under a key if there is one. */
export const under = (KMSMasterKeyId?: string): SSESpecification => ({
  Enabled: true,
  SSEType: 'KMS',
  ...(KMSMasterKeyId !== undefined && { KMSMasterKeyId }),
});

/** For tests: changes the encryption of the books. */
export function encrypt({ dynamodb }: Clients, SSESpecification: SSESpecification) {
  return dynamodb.send(new UpdateTableCommand({ TableName: 'books', SSESpecification }));
}

/** For tests: writes the one item. */
export const put = ({ dynamodb }: Clients, TableName = 'books') =>
  dynamodb.send(new PutItemCommand({ TableName, Item: key }));
/** For tests: reads the one item. */
export const get = ({ dynamodb }: Clients, TableName = 'books') =>
  dynamodb.send(new GetItemCommand({ TableName, Key: key }));
