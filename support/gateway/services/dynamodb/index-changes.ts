import type { TableDescription, UpdateGlobalSecondaryIndexAction } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import type { Input } from '../../../aws/operations.ts';
import { checkUnits, MOST, requireRoomForProjections } from './index-schema.ts';

type UpdateTableInput = Input<'dynamodb', 'UpdateTable'>;

/**
 * Refuses to add an index of a name that the table has, and to change or delete a global index that it does not have. Refuses
 * more indexes than a table can have, more than one that is added or deleted at a time, and units that do not fit. Throws
 * ValidationException, LimitExceededException and ResourceNotFoundException.
 *
 * Source: Amazon DynamoDB API reference, UpdateTable; Amazon DynamoDB developer guide, "Quotas".
 * Undocumented: AWS does not state the texts of these errors, nor the code for too many indexes, which is that of CreateTable.
 */
export function requireIndexes(input: UpdateTableInput, table: TableDescription): void {
  const { GlobalSecondaryIndexUpdates: updates = [] } = input;
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = table;
  const global = new Set(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  const all = new Set([...global, ...LocalSecondaryIndexes.map(({ IndexName }) => IndexName)]);
  for (const { Create, Update, Delete } of updates) {
    if (Create !== undefined && all.has(Create.IndexName))
      throw invalidParameters(`Duplicate index name: ${Create.IndexName}`);
    const changed = Update ?? Delete;
    if (changed === undefined || global.has(changed.IndexName)) continue;
    const message = `Requested resource not found: Index: ${changed.IndexName} not found`;
    throw new AwsError('ResourceNotFoundException', 400, message);
  }
  if (updates.filter(({ Create, Delete }) => (Create ?? Delete) !== undefined).length > 1) throw oneAtATime();
  const created = updates.flatMap(({ Create }) => Create ?? []);
  if (created.length > 0 && global.size >= MOST.global)
    throw invalidParameters(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST.global}`);
  if (created.length > 0)
    requireRoomForProjections([...GlobalSecondaryIndexes, ...LocalSecondaryIndexes, ...created]);
  requireFittingUnits(input, table);
}

function oneAtATime(): AwsError {
  const message =
    'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table';
  return new AwsError('LimitExceededException', 400, message);
}

/** A global index has units if its table has, also if the table gets them now. */
function requireFittingUnits(
  { GlobalSecondaryIndexUpdates: updates = [], BillingMode }: UpdateTableInput,
  { BillingModeSummary, GlobalSecondaryIndexes: indexes = [] }: TableDescription,
): void {
  const current = BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  const mode = BillingMode ?? current;
  for (const { Create, Update } of updates) {
    const changed = Create ?? Update;
    if (changed !== undefined) checkUnits(changed, mode);
    if (Update !== undefined && current === 'PROVISIONED') requireOtherUnits(Update, indexes);
  }
  if (mode !== 'PROVISIONED' || current === 'PROVISIONED') return;
  const given = new Set(updates.map(({ Update }) => Update?.IndexName));
  for (const { IndexName } of indexes)
    if (!given.has(IndexName)) checkUnits({ IndexName, ProvisionedThroughput: undefined }, mode);
}

function requireOtherUnits(
  { IndexName, ProvisionedThroughput: wanted }: UpdateGlobalSecondaryIndexAction,
  indexes: NonNullable<TableDescription['GlobalSecondaryIndexes']>,
): void {
  const units = indexes.find((index) => index.IndexName === IndexName)?.ProvisionedThroughput;
  const { ReadCapacityUnits: reads, WriteCapacityUnits: writes } = units ?? {};
  if (wanted?.ReadCapacityUnits !== reads || wanted?.WriteCapacityUnits !== writes) return;
  throw validation(
    `The provisioned throughput for the index ${IndexName} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: ${reads}. Requested ReadCapacityUnits: ${reads}. Current WriteCapacityUnits provisioned for the index: ${writes}. Requested WriteCapacityUnits: ${writes}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}
