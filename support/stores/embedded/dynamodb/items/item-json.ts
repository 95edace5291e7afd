import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import { toJson } from '../../../../wire/encoding/json-writer.ts';
import { modelOf } from '../../../../wire/sdk-schemas.ts';

/** An item as it is on the wire: its bytes are in base64. */
export function jsonOfItem(item: Attributes): unknown {
  return Reflect.get(Object(toJson(itemShape(), { Item: item })), 'Item');
}

/** The shape of an answer that holds an item. */
export function itemShape() {
  const { output } = modelOf('dynamodb', 'GetItem');
  if (output === undefined) throw new TypeError('GetItem has no output');
  return output.shape;
}
