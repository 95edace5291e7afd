import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { addNumbers } from './dynamodb-arithmetic.ts';

/**
 * The order of two values: negative, zero or positive. Undefined for values of different types, and for types without an order.
 * Numbers must be canonical. Text is in the order of its bytes in UTF-8.
 *
 * Source: Amazon DynamoDB developer guide, "Supported data types and naming rules in Amazon DynamoDB".
 */
export function compareValues(first: AttributeValue, second: AttributeValue): number | undefined {
  if (first.S !== undefined && second.S !== undefined)
    return Buffer.compare(Buffer.from(first.S), Buffer.from(second.S));
  if (first.B !== undefined && second.B !== undefined) return Buffer.compare(first.B, second.B);
  if (first.N === undefined || second.N === undefined) return undefined;
  const difference = addNumbers(first.N, second.N, -1n);
  return difference.startsWith('-') ? -1 : difference === '0' ? 0 : 1;
}

/** True if two values are equal: of the same type and content. The order of a set does not count. Numbers must be canonical. */
export function areEqual(first: AttributeValue, second: AttributeValue): boolean {
  return comparable(first) === comparable(second);
}

/** A text that equal values share. */
export function comparable(value: AttributeValue): string {
  return JSON.stringify(ordered(value));
}

function ordered(value: AttributeValue): unknown {
  const { B, SS, NS, BS, M, L } = value;
  if (B !== undefined) return { B: base64(B) };
  if (SS !== undefined) return { SS: SS.toSorted() };
  if (NS !== undefined) return { NS: NS.toSorted() };
  if (BS !== undefined) return { BS: BS.map(base64).sort() };
  if (L !== undefined) return { L: L.map(ordered) };
  if (M === undefined) return value;
  const names = Object.keys(M).sort();
  return { M: names.map((name) => [name, ordered(M[name] ?? { NULL: true })]) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
