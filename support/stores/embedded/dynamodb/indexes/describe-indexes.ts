import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { Table, TableIndex } from '../dynamodb-state.ts';

/**
 * The indexes of a table as DescribeTable shows them.
 *
 * Differs: an index is ACTIVE at once. Its items are not counted: the count is that of the table.
 * Source: Amazon DynamoDB API reference, GlobalSecondaryIndexDescription and LocalSecondaryIndexDescription.
 */
export function describeIndexes(
  table: Table,
): Pick<TableDescription, 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'> {
  const { indexes = [] } = table;
  const described = (index: TableIndex) => ({
    IndexName: index.name,
    KeySchema: [...index.keySchema],
    Projection: index.projection,
    IndexSizeBytes: 0,
    ItemCount: table.items.size,
    IndexArn: `${table.arn}/index/${index.name}`,
  });
  const global = indexes.filter(({ kind }) => kind === 'global');
  const local = indexes.filter(({ kind }) => kind === 'local');
  return {
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map((index) => ({
        ...described(index),
        IndexStatus: 'ACTIVE' as const,
        ProvisionedThroughput: {
          NumberOfDecreasesToday: 0,
          ReadCapacityUnits: index.units?.read ?? 0,
          WriteCapacityUnits: index.units?.write ?? 0,
        },
      })),
    }),
    ...(local.length > 0 && { LocalSecondaryIndexes: local.map(described) }),
  };
}
