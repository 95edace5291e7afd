import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../../../aws/dynamodb-attributes.ts';
import type {
  Comparator,
  Condition,
  ConditionFunction,
  Operand,
} from '../../../../aws/dynamodb-expressions/expression.ts';
import { areEqual, compareValues } from '../../../../aws/dynamodb-order.ts';
import { valueAt } from './value-at.ts';

/**
 * True if a condition holds for an item. An item that does not exist has no attributes. A comparison with an attribute that
 * does not exist, or that is of another type, does not hold; only `<>` does.
 *
 * Source: Amazon DynamoDB developer guide, "Condition and filter expressions, operators, and functions in DynamoDB".
 */
export function holds(condition: Condition, item: Attributes): boolean {
  const valueIn = (operand: Operand) => evaluated(operand, item);
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.of, item);
    case 'compare':
      return compares(condition.by, valueIn(condition.left), valueIn(condition.right));
    case 'between': {
      const of = valueIn(condition.of);
      return compares('>=', of, valueIn(condition.low)) && compares('<=', of, valueIn(condition.high));
    }
    case 'in': {
      const of = valueIn(condition.of);
      return condition.among.some((each) => compares('=', of, valueIn(each)));
    }
    case 'function':
      return FUNCTIONS[condition.name](...condition.operands.map(valueIn));
  }
}

type Value = AttributeValue | undefined;

const FUNCTIONS: Readonly<Record<ConditionFunction, (first?: Value, second?: Value) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type: (value, type) => value !== undefined && Object.keys(value)[0] === type?.S,
  begins_with: (value, prefix) => beginsWith(value, prefix),
  contains: (value, wanted) => value !== undefined && wanted !== undefined && contains(value, wanted),
};

function evaluated(operand: Operand, item: Attributes): Value {
  switch (operand.kind) {
    case 'path':
      return valueAt(item, operand.path);
    case 'value':
      return operand.value;
    case 'size': {
      const size = sizeOf(evaluated(operand.of, item));
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

function compares(by: Comparator, left: Value, right: Value): boolean {
  if (by === '<>') return left === undefined || right === undefined || !areEqual(left, right);
  if (left === undefined || right === undefined) return false;
  if (by === '=') return areEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (by === '<') return order < 0;
  if (by === '<=') return order <= 0;
  return by === '>' ? order > 0 : order >= 0;
}

function beginsWith(value: Value, prefix: Value): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (value?.B === undefined || prefix?.B === undefined) return false;
  return Buffer.from(value.B.subarray(0, prefix.B.byteLength)).equals(prefix.B);
}

/** True if a text holds a text, bytes hold bytes, or a set or list holds a value. */
function contains(value: AttributeValue, wanted: AttributeValue): boolean {
  const { S, B, SS, NS, BS, L } = value;
  if (S !== undefined) return wanted.S !== undefined && S.includes(wanted.S);
  if (B !== undefined) return wanted.B !== undefined && Buffer.from(B).includes(Buffer.from(wanted.B));
  if (SS !== undefined) return wanted.S !== undefined && SS.includes(wanted.S);
  if (NS !== undefined) return wanted.N !== undefined && NS.includes(wanted.N);
  if (BS !== undefined) return wanted.B !== undefined && BS.some((each) => areEqual({ B: each }, wanted));
  return L?.some((each) => areEqual(each, wanted)) === true;
}

/** The length of a text in bytes of UTF-8, of bytes, or the number of members. Undefined for a number, a boolean and null. */
function sizeOf(value: Value): number | undefined {
  if (value?.S !== undefined) return Buffer.byteLength(value.S);
  if (value?.B !== undefined) return value.B.byteLength;
  if (value?.M !== undefined) return Object.keys(value.M).length;
  return (value?.SS ?? value?.NS ?? value?.BS ?? value?.L)?.length;
}
