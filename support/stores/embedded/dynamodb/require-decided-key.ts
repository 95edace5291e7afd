import { itemOperations, itemParts } from '../../../aws/dynamodb-item-parts.ts';
import { StaleDecisionError } from '../../stale-decision-error.ts';
import type { Call } from '../../store.ts';
import type { DynamodbState } from './dynamodb-state.ts';
import { arnOfTable } from './tables/find-table.ts';

/** The operations that use the keys of tables. */
const ON_ITEMS: ReadonlySet<string> = new Set(itemOperations);

/**
 * Throws StaleDecisionError if items are under another KMS key than the one that a call was decided for: a
 * table was changed in the meantime. A call without a decision, such as a lookup, passes.
 */
export function requireDecidedKey(state: DynamodbState, call: Call): void {
  const { operation, kmsKeys } = call;
  if (kmsKeys === undefined || !ON_ITEMS.has(operation)) return;
  for (const { TableName: name = '' } of itemParts(operation, call.input)) {
    const key = state.tables.get(name.startsWith('arn:') ? name : arnOfTable(call, name))?.encryption.kms;
    if (key !== undefined && !kmsKeys.includes(key.keyArn)) throw new StaleDecisionError(`the table ${name}`);
  }
}
