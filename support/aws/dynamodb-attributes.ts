import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invalidParameters, validation } from './dynamodb-errors.ts';
import { canonicalNumber } from './dynamodb-number.ts';

/** The attributes of an item, or of the key of an item, by name. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * The deepest nesting of attributes. Source: Amazon DynamoDB developer guide, "Supported data types and naming rules in
 * Amazon DynamoDB", section "Document types".
 */
const DEEPEST = 32;

/**
 * Attributes in the form in which DynamoDB stores them: each has exactly one type, and numbers have one form. Throws
 * ValidationException.
 *
 * Source: Amazon DynamoDB API reference, AttributeValue; the texts as AWS sends them.
 */
export function canonicalAttributes(attributes: Attributes, depth = 0): Record<string, AttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, canonicalValue(value, depth)]),
  );
}

function canonicalValue(value: AttributeValue, depth: number): AttributeValue {
  if (depth > DEEPEST)
    throw validation('Nesting Levels have exceeded supported limits: Attributes exceed 32 levels');
  const types = Object.entries(value).filter(([, content]) => content !== undefined);
  if (types.length === 0)
    throw validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (types.length > 1) {
    throw validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  if (value.N !== undefined) return { N: canonicalNumber(value.N) };
  if (value.NS !== undefined) return { NS: setOf('NS', value.NS.map(canonicalNumber)) };
  if (value.SS !== undefined) return { SS: setOf('SS', value.SS) };
  if (value.BS !== undefined) return { BS: binarySet(value.BS) };
  if (value.M !== undefined) return { M: canonicalAttributes(value.M, depth + 1) };
  if (value.L !== undefined) return { L: value.L.map((each) => canonicalValue(each, depth + 1)) };
  if (value.NULL === false) throw invalidParameters('Null attribute value types must have the value of true');
  return value;
}

function setOf(type: 'SS' | 'NS', members: readonly string[]): string[] {
  checkSet(type, members);
  return [...members];
}

function binarySet(members: readonly Uint8Array[]): Uint8Array[] {
  checkSet(
    'BS',
    members.map((bytes) => Buffer.from(bytes).toString('base64')),
  );
  return [...members];
}

const SETS = { SS: 'string set', NS: 'number set', BS: 'binary set' } as const;

function checkSet(type: keyof typeof SETS, members: readonly string[]): void {
  if (members.length === 0) throw invalidParameters(`An ${SETS[type]}  may not be empty`);
  if (new Set(members).size === members.length) return;
  throw invalidParameters(`Input collection [${members.join(', ')}] contains duplicates.`);
}
