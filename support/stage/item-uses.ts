import { readItem, writeItem } from '../client/table-requests.ts';

/** A request about an item of a table. */
export type UseOfItem = typeof readItem | typeof writeItem;

/** The requests about items, by their words in steps. */
export const itemUses: Readonly<Record<string, UseOfItem>> = {
  'writes an item to': writeItem,
  'reads an item of': readItem,
};
