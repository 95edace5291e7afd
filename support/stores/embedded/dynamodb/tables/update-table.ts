import { billingOf } from '../../../../aws/dynamodb-billing.ts';
import { wantedEncryption } from '../../../../aws/dynamodb-sse-specification.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { type Table, type TableEncryption, updateTable } from '../dynamodb-state.ts';
import { changedEncryption } from '../encryption/table-encryption.ts';
import { changedIndexes } from '../indexes/change-indexes.ts';
import { refuseMembers } from '../refuse-members.ts';
import { explicitKey } from './create-table.ts';
import { findTable } from './find-table.ts';
import { describeTable } from './table-description.ts';

/** The members that AWS takes for UpdateTable, and keyhole does not. */
const NOT_SERVED = [
  'GlobalTableSettingsReplicationMode',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'OnDemandThroughput',
  'ReplicaUpdates',
  'StreamSpecification',
  'TableClass',
  'WarmThroughput',
] as const;

type UpdateTableInput = Input<'dynamodb', 'UpdateTable'>;

/**
 * UpdateTable changes the key, billing, protection and global indexes of a table. The gateway has resolved the KMS key. It
 * has refused changes that change nothing. Throws ResourceNotFoundException, and KMS's errors in DynamoDB's words.
 *
 * Differs: a table's key may change any number of times; AWS allows four changes in 24 hours.
 *
 * Source: Amazon DynamoDB API reference, UpdateTable.
 */
export function changeTable(
  input: UpdateTableInput,
  context: DynamodbContext,
): Output<'dynamodb', 'UpdateTable'> {
  refuseMembers('UpdateTable', input, NOT_SERVED);
  const table = findTable(context, input.TableName);
  const changes: Partial<Table> = {
    ...(input.SSESpecification && { encryption: encryptionAfter(table, input, context) }),
    ...(input.GlobalSecondaryIndexUpdates && changedIndexes(table, input)),
    ...(changesBilling(input) && { billing: billingAfter(table, input) }),
    ...(input.DeletionProtectionEnabled !== undefined && {
      deletionProtection: input.DeletionProtectionEnabled,
    }),
  };
  return { TableDescription: describeTable(updateTable(context.state, table, changes)) };
}

function changesBilling({ BillingMode, ProvisionedThroughput }: UpdateTableInput): boolean {
  return BillingMode !== undefined || ProvisionedThroughput !== undefined;
}

function encryptionAfter(table: Table, input: UpdateTableInput, context: DynamodbContext): TableEncryption {
  const { state, kms } = context;
  const wanted = wantedEncryption(input.SSESpecification);
  const keys = { table, state, kms };
  if (wanted.kind === 'KMS') return changedEncryption(table.encryption, explicitKey(wanted.key), keys);
  return changedEncryption(table.encryption, undefined, keys);
}

function billingAfter({ billing }: Table, input: UpdateTableInput) {
  const { ProvisionedThroughput, BillingMode = billing.mode } = input;
  return billingOf({ BillingMode, ProvisionedThroughput });
}
