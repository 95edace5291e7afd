import { validation } from '../../../../aws/dynamodb-errors.ts';
import type { Item, OpenTable } from './open-table.ts';

/**
 * Refuses a key at which a page cannot start: it has the keys of the table, and of the index that is read, and nothing else.
 * Gives the place of the item. Throws ValidationException.
 */
export function requireKeys(open: OpenTable, names: readonly string[], start: Item): string {
  const own = open.ownKeyOf(start);
  if (names.length === Object.keys(own).length) return open.placeOfKey(start);
  const given = Object.keys(start);
  if (given.length !== names.length || !names.every((name) => start[name] !== undefined))
    throw validation('The provided starting key is invalid');
  return open.placeOfKey(own);
}
