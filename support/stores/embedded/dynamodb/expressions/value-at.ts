import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import type { DocumentPath } from '../../../../aws/dynamodb-expressions/expression.ts';

/** The value at a path of an item; undefined if there is none. */
export function valueAt(item: Attributes, [name, ...steps]: DocumentPath): AttributeValue | undefined {
  let value = own(item, name);
  for (const step of steps) {
    if (value === undefined) return undefined;
    value = typeof step === 'number' ? value.L?.[step] : value.M && own(value.M, step);
  }
  return value;
}

function own(attributes: Attributes, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
