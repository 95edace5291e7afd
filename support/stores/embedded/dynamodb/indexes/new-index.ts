import type { GlobalSecondaryIndex, LocalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import type { TableIndex } from '../dynamodb-state.ts';
import { refuseMembers } from '../refuse-members.ts';

/** The members that AWS takes for an index, and keyhole does not. */
const NOT_SERVED = ['OnDemandThroughput', 'WarmThroughput'] as const;

/** The indexes of a new table, in the order in which it describes them. The gateway has checked their form. */
export function newIndexes({
  GlobalSecondaryIndexes = [],
  LocalSecondaryIndexes = [],
}: {
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[] | undefined;
  readonly LocalSecondaryIndexes?: readonly LocalSecondaryIndex[] | undefined;
}): readonly TableIndex[] {
  return [
    ...GlobalSecondaryIndexes.map(newGlobalIndex),
    ...LocalSecondaryIndexes.map((index): TableIndex => ({ kind: 'local', ...partsOf(index) })),
  ];
}

/** A global index, as CreateTable and UpdateTable make it. */
export function newGlobalIndex(index: GlobalSecondaryIndex): TableIndex {
  refuseMembers('GlobalSecondaryIndex', index, NOT_SERVED);
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = index.ProvisionedThroughput ?? {};
  const units = read === undefined || write === undefined ? undefined : { read, write };
  return { kind: 'global', ...partsOf(index), units };
}

function partsOf({ IndexName = '', KeySchema = [], Projection = {} }: LocalSecondaryIndex) {
  return { name: IndexName, keySchema: KeySchema, projection: Projection };
}
