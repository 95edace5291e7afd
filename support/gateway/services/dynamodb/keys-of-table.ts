import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { type Attributes, canonicalAttributes } from '../../../aws/dynamodb-attributes.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import { attributesOfCondition } from '../../../aws/dynamodb-expressions/paths.ts';
import { requestExpressions } from '../../../aws/dynamodb-expressions/request-expressions.ts';
import { checkIndexKeys, checkItem, checkKey, keyNames } from '../../../aws/dynamodb-item-key.ts';
import { type ItemPart, itemOperations, itemParts } from '../../../aws/dynamodb-item-parts.ts';
import { comparable } from '../../../aws/dynamodb-order.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { addressedTable } from './addressed-table.ts';
import { describedTable } from './described-table.ts';
import { checkIndexRead } from './index-reads.ts';
import { checkKeyCondition, type Keyed, keyedBy } from './key-condition.ts';

const onItems: ReadonlySet<string> = new Set(itemOperations);

/**
 * Refuses an item or key that does not have the primary key of its table, and two of one request that have the same. It refuses
 * an index that the table does not have, and a query that is not about the keys of its table or index. It refuses an update of a
 * key, and a read that an index cannot answer. Throws
 * ValidationException; ServiceUnavailable if the store does not tell the keys.
 *
 * Source: Amazon DynamoDB API reference, each operation on items; the texts as AWS sends them.
 */
export async function requireKeysOfTables(call: CallFacts<'dynamodb'>): Promise<void> {
  if (!onItems.has(call.operation)) return;
  const seen = new Set<string>();
  for (const part of itemParts(call.operation, call.input)) {
    if (!isAboutKeys(part)) continue;
    const table = addressedTable(part, call);
    const described = table && (await describedTable(call.store, table));
    if (described === undefined) continue;
    const keyed = keyedBy(described, part.IndexName);
    checkExpressions(part, keyed);
    if (part.IndexName !== undefined) {
      checkIndexRead(part, described);
      continue;
    }
    for (const key of keysOf(part, described)) {
      const name = `${table?.arn} ${key}`;
      if (seen.has(name)) throw repeated(call.operation);
      seen.add(name);
    }
  }
}

/** Few calls need the keys: a scan from the start of a table does not. */
function isAboutKeys({ action, IndexName, Item, Key, Items, Keys, ExclusiveStartKey }: ItemPart): boolean {
  return action === 'Query' || (IndexName ?? Item ?? Key ?? Items ?? Keys ?? ExclusiveStartKey) !== undefined;
}

function repeated(operation: string): Error {
  return validation(
    operation.startsWith('Transact')
      ? 'Transaction request cannot include multiple operations on one item'
      : 'Provided list of item keys contains duplicates',
  );
}

/** The primary keys of the items of a part, as texts. Throws ValidationException for one that its table does not have. */
function keysOf(part: ItemPart, table: TableDescription): readonly string[] {
  const { Item, Items = [], Key, Keys = [], ExclusiveStartKey } = part;
  const whole = [Item, ...Items].filter((item) => item !== undefined);
  for (const item of whole) {
    checkItem(table, item);
    checkIndexKeys(table, item);
  }
  const keys = [Key, ...Keys].filter((key) => key !== undefined);
  for (const key of [...keys, ExclusiveStartKey]) if (key !== undefined) checkKey(table, key);
  return [...whole, ...keys].map((attributes) => textOf(attributes, keyNames(table)));
}

function textOf(attributes: Attributes, names: readonly string[]): string {
  const canonical = canonicalAttributes(attributes);
  return names.map((name) => comparable(canonical[name] ?? { NULL: true })).join();
}

function checkExpressions(part: ItemPart, keyed: Keyed): void {
  const names = keyNames(keyed);
  const { update = [], filter } = requestExpressions(part);
  if (part.action === 'Query') {
    checkKeyCondition(keyed, part);
    const filtered = filter && attributesOfCondition(filter).find((name) => names.includes(name));
    if (filtered !== undefined)
      throw validation(
        `${part.QueryFilter === undefined ? 'Filter Expression' : 'QueryFilter'} can only contain non-primary key attributes: Primary key attribute: ${filtered}`,
      );
  }
  const changed = update.find(({ path }) => names.includes(path[0]));
  if (changed !== undefined)
    throw invalidParameters(`Cannot update attribute ${changed.path[0]}. This attribute is part of the key`);
}
