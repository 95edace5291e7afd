import { validation } from '../../../../aws/dynamodb-errors.ts';
import { keyNames } from '../../../../aws/dynamodb-item-key.ts';
import type { Table, TableIndex } from '../dynamodb-state.ts';
import { tableKey } from '../items/item-key.ts';
import type { Item } from '../items/open-table.ts';

/** The members of a query or scan that an index limits. */
interface OfIndex {
  readonly IndexName?: string | undefined;
  readonly Select?: string | undefined;
}

/** A view of a table: the table itself, or one of its indexes. */
export interface TableView {
  /** The names of the attributes that order its items, and that tell where a page ended. */
  readonly keys: readonly string[];
  /** True for an item that the view has: an index has those with all its keys. */
  readonly has: (item: Item) => boolean;
  /** The attributes of an item that the view holds. */
  readonly held: (item: Item) => Item;
  /** The attributes of an item that the request gets without a projection of its own. */
  readonly shown: (item: Item) => Item;
}

/**
 * The view that a query or scan reads. Throws ValidationException for an index that the table does not have.
 *
 * Source: Amazon DynamoDB API reference, Query, IndexName and Select.
 * Undocumented: whether a filter on a global index can test an attribute that is not projected. Here the attribute is absent.
 */
export function viewOf(table: Table, { IndexName, Select }: OfIndex): TableView {
  const own = keyNames(tableKey(table));
  if (IndexName === undefined) return { keys: own, has: () => true, held: whole, shown: whole };
  const index = table.indexes?.find(({ name }) => name === IndexName);
  if (index === undefined) throw validation(`The table does not have the specified index: ${IndexName}`);
  const keys = [...new Set([...keyNames({ KeySchema: index.keySchema }), ...own])];
  const projected = projectionOf(index, keys);
  const cut = (item: Item): Item =>
    projected === undefined
      ? item
      : Object.fromEntries(Object.entries(item).filter(([name]) => projected.has(name)));
  return {
    keys,
    has: (item) => keys.every((name) => item[name] !== undefined),
    // A local index fetches from its table what it does not project.
    held: index.kind === 'global' ? cut : whole,
    shown: Select === 'ALL_ATTRIBUTES' ? whole : cut,
  };
}

const whole = (item: Item): Item => item;

/** The names of the projected attributes; undefined for all. */
function projectionOf(
  { projection: { ProjectionType, NonKeyAttributes = [] } }: TableIndex,
  keys: readonly string[],
): ReadonlySet<string> | undefined {
  return ProjectionType === 'ALL' ? undefined : new Set([...keys, ...NonKeyAttributes]);
}
