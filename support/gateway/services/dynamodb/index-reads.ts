import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { canonicalAttributes } from '../../../aws/dynamodb-attributes.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import { requestExpressions } from '../../../aws/dynamodb-expressions/request-expressions.ts';
import { checkKey, keyNames } from '../../../aws/dynamodb-item-key.ts';
import type { ItemPart } from '../../../aws/dynamodb-item-parts.ts';

/**
 * Refuses a query or scan that an index cannot answer. A global index takes no consistent read, and has no other attributes than
 * those projected. A page begins at the keys of index and table. Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, Query, ConsistentRead, Select and ExclusiveStartKey; the texts as AWS sends them.
 */
export function checkIndexRead(part: ItemPart, table: TableDescription): void {
  const { IndexName: name, ExclusiveStartKey: start } = part;
  const global = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  const index = global ?? table.LocalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  if (index === undefined) return;
  const keys = [...new Set([...keyNames(index), ...keyNames(table)])];
  if (global !== undefined) checkGlobalRead(part, { name, projection: global.Projection, keys });
  if (start === undefined) return;
  const given = canonicalAttributes(start);
  if (Object.keys(given).length !== keys.length || !keys.every((key) => given[key] !== undefined))
    throw validation('The provided starting key is invalid');
  checkKey(table, Object.fromEntries(keyNames(table).map((key) => [key, given[key] ?? { NULL: true }])));
}

interface GlobalIndex {
  readonly name: string | undefined;
  readonly projection:
    | {
        readonly ProjectionType?: string | undefined;
        readonly NonKeyAttributes?: readonly string[] | undefined;
      }
    | undefined;
  readonly keys: readonly string[];
}

function checkGlobalRead(part: ItemPart, { name, projection = {}, keys }: GlobalIndex): void {
  if (Reflect.get(part, 'ConsistentRead') === true)
    throw validation('Consistent reads are not supported on global secondary indexes');
  const { ProjectionType, NonKeyAttributes = [] } = projection;
  if (ProjectionType === 'ALL') return;
  if (part.Select === 'ALL_ATTRIBUTES')
    throw invalidParameters(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
  const projected = new Set([...keys, ...NonKeyAttributes]);
  const { projection: asked = [] } = requestExpressions(part);
  const absent = asked.map(([attribute]) => attribute).filter((attribute) => !projected.has(attribute));
  if (absent.length > 0)
    throw invalidParameters(`Global secondary index ${name} does not project [${absent.join(', ')}]`);
}
