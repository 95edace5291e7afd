import type { KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { checkKey } from '../../../../aws/dynamodb-item-key.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import type { Table } from '../dynamodb-state.ts';
import { itemKeyOf } from '../encryption/table-encryption.ts';
import { findResource } from '../tables/find-table.ts';
import { keyOf, placeOf, tableKey } from './item-key.ts';
import { openItem, sealItem } from './sealed-item.ts';

/** An item, with numbers in their one form. */
export type Item = Record<string, AttributeValue>;

/** A table whose items can be read and written: KMS decrypted its key. */
export class OpenTable {
  readonly table: Table;
  readonly #itemKey: KeyObject;

  /**
   * Opens a table. Throws KMS's refusal in DynamoDB's words.
   *
   * Differs: KMS is asked each time; AWS remembers a table key for up to five minutes.
   * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Table key caching".
   */
  constructor(name: string | undefined, context: DynamodbContext) {
    const { state, kms } = context;
    this.table = findResource(context, name);
    this.#itemKey = itemKeyOf(this.table.encryption, { table: this.table, state, kms });
  }

  /** The place of an item, by its primary key. Throws ValidationException for a key of another form. */
  placeOfKey(key: Attributes | undefined): string {
    const canonical = canonicalAttributes(key ?? {});
    // The table may not be the one that the gateway looked at.
    checkKey(tableKey(this.table), canonical);
    return this.placeOfItem(canonical);
  }

  /** The primary key in the attributes of an item. */
  ownKeyOf(attributes: Item): Item {
    return keyOf(this.table, attributes);
  }

  /** The place of a whole item. */
  placeOfItem(item: Attributes): string {
    return placeOf(this.table, item, this.#itemKey);
  }

  /** The item at a place; undefined if there is none. */
  at(place: string): Item | undefined {
    const sealed = this.table.items.get(place);
    return sealed && openItem(sealed, this.#itemKey, place);
  }

  /** The places of all items, in an order that does not change. */
  places(): readonly string[] {
    return [...this.table.items.keys()].sort();
  }

  /** Writes an item in its place. */
  write(place: string, item: Attributes): void {
    this.table.items.set(place, sealItem(item, this.#itemKey, place));
  }

  /** Deletes the item in a place. */
  delete(place: string): void {
    this.table.items.delete(place);
  }
}
