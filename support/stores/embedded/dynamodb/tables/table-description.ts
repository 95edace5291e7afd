import type { SSEDescription, TableDescription } from '@aws-sdk/client-dynamodb';
import type { Table } from '../dynamodb-state.ts';
import { describeIndexes } from '../indexes/describe-indexes.ts';

/**
 * A table as DescribeTable shows it.
 *
 * Differs: when the request is answered, a table is ACTIVE and a change is done. AWS answers CREATING or
 * UPDATING, and takes seconds. A table whose KMS key cannot be used stays ACTIVE; AWS notices within an hour
 * or so, and then says INACCESSIBLE_ENCRYPTION_CREDENTIALS. Items are counted at once; their sizes are not.
 *
 * Source: Amazon DynamoDB API reference, TableDescription.
 */
export function describeTable(table: Table): TableDescription {
  const { billing } = table;
  const onDemand = billing.mode === 'PAY_PER_REQUEST';
  return {
    AttributeDefinitions: [...table.attributes],
    TableName: table.name,
    KeySchema: [...table.keySchema],
    TableStatus: 'ACTIVE',
    CreationDateTime: table.created,
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: billing.readUnits,
      WriteCapacityUnits: billing.writeUnits,
    },
    TableSizeBytes: 0,
    ItemCount: table.items.size,
    TableArn: table.arn,
    TableId: table.id,
    ...(onDemand && { BillingModeSummary: { BillingMode: billing.mode } }),
    SSEDescription: describeEncryption(table),
    ...describeIndexes(table),
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

/** Absent if AWS owns the key. */
function describeEncryption({ encryption }: Table): SSEDescription | undefined {
  const { kms } = encryption;
  return kms && { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: kms.keyArn };
}
