import type { GlobalSecondaryIndexUpdate } from '@aws-sdk/client-dynamodb';
import { invalidParameters } from '../../../../aws/dynamodb-errors.ts';
import type { Input } from '../../../../aws/operations.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Table, TableIndex } from '../dynamodb-state.ts';
import { newGlobalIndex } from './new-index.ts';

/**
 * The indexes and the attributes of a table after UpdateTable. The gateway has checked which indexes
 * exist.
 *
 * Source: Amazon DynamoDB API reference, UpdateTable, GlobalSecondaryIndexUpdates.
 */
export function changedIndexes(
  table: Table,
  { GlobalSecondaryIndexUpdates = [], AttributeDefinitions }: Input<'dynamodb', 'UpdateTable'>,
): Pick<Table, 'indexes' | 'attributes'> {
  const indexes = GlobalSecondaryIndexUpdates.reduce(withUpdate, table.indexes ?? []);
  const defined = [...(AttributeDefinitions ?? []), ...table.attributes];
  const keys = [table.keySchema, ...indexes.map(({ keySchema }) => keySchema)].flat();
  const attributes = [...new Set(keys.map(({ AttributeName }) => AttributeName))].map((name) => {
    const found = defined.find(({ AttributeName }) => AttributeName === name);
    if (found !== undefined) return found;
    throw invalidParameters('Some index key attributes are not defined in AttributeDefinitions.');
  });
  return { indexes, attributes };
}

function withUpdate(
  indexes: readonly TableIndex[],
  { Create, Update, Delete }: GlobalSecondaryIndexUpdate,
): readonly TableIndex[] {
  if (Create !== undefined) {
    const created = newGlobalIndex(Create as Parameters<typeof newGlobalIndex>[0]);
    return [...indexes, created];
  }
  const name = (Update ?? Delete)?.IndexName;
  const found = indexes.find((index) => index.name === name && index.kind === 'global');
  if (found === undefined) throw new StaleDecisionError(`the index ${name}`);
  const others = indexes.filter((index) => index !== found);
  if (Update === undefined) return others;
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = Update.ProvisionedThroughput ?? {};
  const units = read === undefined || write === undefined ? found.units : { read, write };
  return indexes.map((index) => (index === found ? { ...found, units } : index));
}
