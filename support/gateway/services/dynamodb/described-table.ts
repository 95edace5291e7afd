import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Store } from '../../../stores/store.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import type { AddressedTable } from './addressed-table.ts';

/** A table as its owner sees it; undefined if it does not exist. Throws ServiceUnavailable if the store does not tell. */
export async function describedTable(
  store: Store,
  { name, account, region }: AddressedTable,
): Promise<TableDescription | undefined> {
  const lookup = { service: 'dynamodb', operation: 'DescribeTable', input: { TableName: name } } as const;
  const described = await orAbsence(
    () => store.read({ ...lookup, region, account }),
    'ResourceNotFoundException',
  );
  if (described instanceof AwsError) return undefined;
  if (described.Table === undefined) throw new TypeError(`DescribeTable of ${name} gave no table`);
  return described.Table;
}
