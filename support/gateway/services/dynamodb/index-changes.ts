import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import { invalidParameters } from '../../../aws/dynamodb-errors.ts';
import type { Input } from '../../../aws/operations.ts';

/**
 * Refuses to add an index of a name that the table has, and to change or delete a global index that it does not have. Throws
 * ValidationException and ResourceNotFoundException.
 *
 * Source: Amazon DynamoDB API reference, UpdateTable.
 * Undocumented: AWS does not state the texts of these errors.
 */
export function requireIndexes(
  { GlobalSecondaryIndexUpdates = [] }: Input<'dynamodb', 'UpdateTable'>,
  { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: TableDescription,
): void {
  const global = new Set(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  const all = new Set([...global, ...LocalSecondaryIndexes.map(({ IndexName }) => IndexName)]);
  for (const { Create, Update, Delete } of GlobalSecondaryIndexUpdates) {
    if (Create !== undefined && all.has(Create.IndexName))
      throw invalidParameters(`Duplicate index name: ${Create.IndexName}`);
    const changed = Update ?? Delete;
    if (changed === undefined || global.has(changed.IndexName)) continue;
    const message = `Requested resource not found: Index: ${changed.IndexName} not found`;
    throw new AwsError('ResourceNotFoundException', 400, message);
  }
}
