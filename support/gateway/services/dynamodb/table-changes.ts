import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { billingOf } from '../../../aws/dynamodb-billing.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import { wantedEncryption } from '../../../aws/dynamodb-sse-specification.ts';
import type { Input } from '../../../aws/operations.ts';

type UpdateTableInput = Input<'dynamodb', 'UpdateTable'>;

/**
 * Refuses a change of a table's encryption or billing that the table already has, or that lacks its capacity units. Throws
 * ValidationException.
 *
 * Source: Amazon DynamoDB API reference, UpdateTable; the texts as AWS sends them.
 */
export function requireChange(input: UpdateTableInput, table: TableDescription): void {
  const { SSESpecification, BillingMode, ProvisionedThroughput } = input;
  if (SSESpecification !== undefined) requireOtherEncryption(input, table);
  if (BillingMode !== undefined || ProvisionedThroughput !== undefined) requireOtherBilling(input, table);
}

/** A table under a KMS key is compared with that key where the key is resolved. */
function requireOtherEncryption(
  { SSESpecification }: UpdateTableInput,
  { SSEDescription }: TableDescription,
): void {
  if (wantedEncryption(SSESpecification).kind === 'KMS' || SSEDescription?.KMSMasterKeyArn !== undefined)
    return;
  throw invalidParameters('Table is already encrypted by default');
}

function requireOtherBilling(
  { BillingMode, ProvisionedThroughput: units }: UpdateTableInput,
  { BillingModeSummary, ProvisionedThroughput: current }: TableDescription,
): void {
  const mode = BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  const wanted = BillingMode ?? mode;
  if (wanted === 'PROVISIONED' && units === undefined)
    throw invalidParameters('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  const { readUnits, writeUnits } = billingOf({ BillingMode: wanted, ProvisionedThroughput: units });
  const { ReadCapacityUnits, WriteCapacityUnits } = current ?? {};
  const same = readUnits === ReadCapacityUnits && writeUnits === WriteCapacityUnits;
  if (wanted !== 'PROVISIONED' || mode !== 'PROVISIONED' || !same) return;
  throw validation(
    `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${ReadCapacityUnits}. Requested ReadCapacityUnits: ${readUnits}. Current WriteCapacityUnits provisioned for the table: ${WriteCapacityUnits}. Requested WriteCapacityUnits: ${writeUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}
