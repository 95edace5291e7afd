import type { KeyObject } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import { readJsonBody } from '../../../../wire/decoding/json-shape.ts';
import { toJson } from '../../../../wire/encoding/json-writer.ts';
import { unwrapKey, wrapKey } from '../../shared/wrapped-key.ts';
import { itemShape } from './item-json.ts';

/** An item encrypted, and bound to its place in its table. */
export function sealItem(item: Attributes, itemKey: KeyObject, place: string): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(toJson(itemShape(), { Item: item })));
  return wrapKey(itemKey, bytes, place);
}

/** Decrypts a sealed item. */
export function openItem(
  sealed: Uint8Array,
  itemKey: KeyObject,
  place: string,
): Record<string, AttributeValue> {
  const bytes = unwrapKey(itemKey, sealed, place);
  if (bytes === undefined) throw new Error('an item does not decrypt');
  const { Item } = readJsonBody(bytes, itemShape());
  // {@link sealItem} wrote it in this shape, which is the SDK's own shape of an item.
  return Item as Record<string, AttributeValue>;
}
