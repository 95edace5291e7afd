import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import type { AddressedTable } from './addressed-table.ts';

/** A table as its owner sees it, or undefined where there is none. */
export async function describedTable(
  store: Store,
  { name, account, region }: AddressedTable,
): Promise<TableDescription | undefined> {
  try {
    const { Table } = await store.read({
      service: 'dynamodb',
      operation: 'DescribeTable',
      input: { TableName: name },
      region,
      account,
    });
    return Table;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
