import { StaleDecisionError } from '../../stale-decision-error.ts';
import type { Call } from '../../store.ts';
import type { DynamodbState } from './dynamodb-state.ts';
import { arnOfTable } from './tables/find-table.ts';

/** The operations that use the key of a table. */
const ON_ITEMS: ReadonlySet<string> = new Set(['DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan']);

/**
 * Throws StaleDecisionError if items are under another KMS key than the one that a call was decided for: the
 * table was changed in the meantime. A call without a decision, such as a lookup, passes.
 */
export function requireDecidedKey(state: DynamodbState, call: Call): void {
  const { operation, kmsKeys } = call;
  if (kmsKeys === undefined || !ON_ITEMS.has(operation)) return;
  const { TableName: name = '' }: { TableName?: string } = call.input;
  const key = state.tables.get(name.startsWith('arn:') ? name : arnOfTable(call, name))?.encryption.kms;
  if (key !== undefined && !kmsKeys.includes(key.keyArn)) throw new StaleDecisionError(`the table ${name}`);
}
