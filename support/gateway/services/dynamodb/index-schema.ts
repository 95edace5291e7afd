import type { GlobalSecondaryIndex, KeySchemaElement, LocalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import { invalidParameters } from '../../../aws/dynamodb-errors.ts';
import { keyNames } from '../../../aws/dynamodb-item-key.ts';

/** The most indexes of a table. Source: Amazon DynamoDB developer guide, "Quotas", secondary indexes per table. */
export const MOST = { global: 20, local: 5 } as const;

/** The most attributes that the indexes of a table project by name. Source: Amazon DynamoDB API reference, Projection. */
const MOST_PROJECTED = 100;

/** The members of a new table that describe its indexes. */
interface NewIndexes {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly BillingMode?: string | undefined;
  readonly GlobalSecondaryIndexes?: readonly GlobalSecondaryIndex[] | undefined;
  readonly LocalSecondaryIndexes?: readonly LocalSecondaryIndex[] | undefined;
}

/**
 * Checks the secondary indexes of a new table: their number, names, keys, projections and capacity units. Throws
 * ValidationException, and NotImplemented for keys of several attributes.
 *
 * Source: Amazon DynamoDB API reference, CreateTable; the texts as AWS sends them.
 */
export function checkIndexes(table: NewIndexes): void {
  const { GlobalSecondaryIndexes: global, LocalSecondaryIndexes: local } = table;
  if (global?.length === 0) throw invalidParameters('List of GlobalSecondaryIndexes is empty');
  if (local?.length === 0) throw invalidParameters('List of LocalSecondaryIndexes is empty');
  if ((global?.length ?? 0) > MOST.global)
    throw invalidParameters(`GlobalSecondaryIndex count exceeds the per-table limit of ${MOST.global}`);
  if ((local?.length ?? 0) > MOST.local)
    throw invalidParameters(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MOST.local}`);
  const names = new Set<string | undefined>();
  for (const index of [...(global ?? []), ...(local ?? [])]) {
    if (names.has(index.IndexName)) throw invalidParameters(`Duplicate index name: ${index.IndexName}`);
    names.add(index.IndexName);
    checkIndex(index);
  }
  for (const index of global ?? []) checkUnits(index, table.BillingMode);
  for (const index of local ?? []) checkLocalKey(index, table);
  requireRoomForProjections([...(global ?? []), ...(local ?? [])]);
}

/**
 * Refuses indexes that project too many attributes by name. An attribute counts for each index. Throws ValidationException.
 *
 * Undocumented: the text of the error.
 */
export function requireRoomForProjections(
  indexes: readonly Partial<Pick<LocalSecondaryIndex, 'Projection'>>[],
): void {
  const count = indexes.flatMap(({ Projection }) => Projection?.NonKeyAttributes ?? []).length;
  if (count > MOST_PROJECTED)
    throw invalidParameters(
      `The number of NonKeyAttributes of all indexes exceeds the per-table limit of ${MOST_PROJECTED}`,
    );
}

/** Checks the key and the projection of an index. */
export function checkIndex({ KeySchema = [], Projection = {} }: LocalSecondaryIndex): void {
  const [first, second, ...more] = KeySchema;
  if (more.length > 0 || second?.KeyType === 'HASH')
    throw new AwsError('NotImplemented', 501, 'keyhole does not implement index keys of several attributes.');
  if (first?.KeyType !== 'HASH')
    throw invalidParameters('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (first.AttributeName === second?.AttributeName)
    throw invalidParameters(
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    );
  const { ProjectionType: type, NonKeyAttributes } = Projection;
  if (type === undefined) throw invalidParameters('Unknown ProjectionType: null');
  if (type === 'INCLUDE' && NonKeyAttributes === undefined)
    throw invalidParameters('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  if (type !== 'INCLUDE' && NonKeyAttributes !== undefined)
    throw invalidParameters(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
}

/** A global index has capacity units of its own, or none if the table is on demand. */
export function checkUnits(
  { IndexName, ProvisionedThroughput }: Pick<GlobalSecondaryIndex, 'IndexName' | 'ProvisionedThroughput'>,
  billing = 'PROVISIONED',
): void {
  if (billing === 'PROVISIONED' && ProvisionedThroughput === undefined)
    throw invalidParameters(`ProvisionedThroughput is not specified for index: ${IndexName}`);
  if (billing !== 'PROVISIONED' && ProvisionedThroughput !== undefined)
    throw invalidParameters(
      `ProvisionedThroughput should not be specified for index: ${IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
}

/** A local index has the partition key of its table, and a sort key of its own. */
function checkLocalKey({ IndexName, KeySchema = [] }: LocalSecondaryIndex, table: NewIndexes): void {
  const [partition, sort] = keyNames({ KeySchema: table.KeySchema });
  if (sort === undefined)
    throw invalidParameters(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  const [own, ownSort] = keyNames({ KeySchema });
  if (ownSort === undefined)
    throw invalidParameters(`Index KeySchema does not have a range key for index: ${IndexName}`);
  if (own !== partition)
    throw invalidParameters(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. index hash key: ${own}, table hash key: ${partition}`,
    );
}
