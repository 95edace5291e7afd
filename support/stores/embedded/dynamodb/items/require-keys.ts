import { validation } from '../../../../aws/dynamodb-errors.ts';
import type { Item, OpenTable } from './open-table.ts';

/**
 * The place of the item at which a page starts. Refuses a key without those of the table and of the index that is read, or with
 * others. Throws ValidationException.
 */
export function requireKeys(open: OpenTable, names: readonly string[], start: Item): string {
  const own = open.ownKeyOf(start);
  if (names.length === Object.keys(own).length) return open.placeOfKey(start);
  const given = Object.keys(start);
  if (given.length !== names.length || !names.every((name) => start[name] !== undefined))
    throw validation('The provided starting key is invalid');
  return open.placeOfKey(own);
}
