import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from './dynamodb-attributes.ts';

/** The most bytes of an item. Source: Amazon DynamoDB developer guide, "Quotas", item size. */
export const LARGEST_ITEM = 400 * 1024;

/**
 * The size of an item in bytes, with its names and values in UTF-8. A list or map adds three bytes, and one
 * for each of its members.
 *
 * Differs: AWS calls the size of a number approximate: one byte for two significant digits and one more.
 * keyhole takes that as exact.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB item sizes and formats".
 */
export function sizeOfItem(item: Attributes): number {
  return sum(Object.entries(item), ([name, value]) => Buffer.byteLength(name) + sizeOfValue(value));
}

function sizeOfValue({ S, N, B, SS, NS, BS, M, L }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return sizeOfNumber(N);
  if (B !== undefined) return B.byteLength;
  if (SS !== undefined) return sum(SS, (each) => Buffer.byteLength(each));
  if (NS !== undefined) return sum(NS, sizeOfNumber);
  if (BS !== undefined) return sum(BS, (each) => each.byteLength);
  if (M !== undefined) return 3 + Object.keys(M).length + sizeOfItem(M);
  if (L !== undefined) return 3 + L.length + sum(L, sizeOfValue);
  // Null or a boolean.
  return 1;
}

function sizeOfNumber(text: string): number {
  const significant = text
    .replace(/[eE].*$/, '')
    .replace(/^[+-]?[0.]*/, '')
    .replace('.', '');
  return Math.ceil(significant.length / 2) + 1;
}

function sum<T>(list: readonly T[], sizeOf: (each: T) => number): number {
  return list.reduce((size, each) => size + sizeOf(each), 0);
}
