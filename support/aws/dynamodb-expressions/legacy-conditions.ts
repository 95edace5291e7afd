import type { AttributeValue, ExpectedAttributeValue } from '@aws-sdk/client-dynamodb';
import { canonicalAttributes } from '../dynamodb-attributes.ts';
import { invalidParameters, validation } from '../dynamodb-errors.ts';
import { compareValues } from '../dynamodb-order.ts';
import type { Comparator, Condition, Operand } from './expression.ts';

/** An operator, and the values that it compares an attribute with. */
interface OperatorAndValues {
  readonly ComparisonOperator?: string | undefined;
  readonly AttributeValueList?: readonly AttributeValue[] | undefined;
}

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  EQ: '=',
  NE: '<>',
  LE: '<=',
  LT: '<',
  GE: '>=',
  GT: '>',
};

/** The number of values of each operator; of IN, the fewest. */
const VALUES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(Object.keys(COMPARATORS).map((operator) => [operator, 1])),
  ...{ NULL: 0, NOT_NULL: 0, CONTAINS: 1, NOT_CONTAINS: 1, BEGINS_WITH: 1, IN: 1, BETWEEN: 2 },
};

const SCALARS = ['S', 'N', 'B'];

/** The types of values that an operator takes; every type if it is not here. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['LE', 'LT', 'GE', 'GT', 'BETWEEN', 'IN', 'CONTAINS', 'NOT_CONTAINS'].map((each) => [each, SCALARS]),
  ),
  BEGINS_WITH: ['S', 'B'],
};

/**
 * The condition on an attribute that an operator and its values stand for. Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, Condition; Amazon DynamoDB developer guide, "Legacy DynamoDB conditional parameters".
 * Undocumented: the texts, and whether NOT_CONTAINS holds for an attribute that does not exist. It does, as the expression does
 * that replaced it.
 */
export function legacyCondition(
  name: string,
  { ComparisonOperator: operator = '', AttributeValueList: given = [] }: OperatorAndValues,
): Condition {
  const values = given.map(canonical);
  const wanted = VALUES[operator] ?? 0;
  if (operator === 'IN' ? values.length < wanted : values.length !== wanted)
    throw invalidParameters(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
  checkTypes(operator, values);
  const of: Operand = { kind: 'path', path: [name] };
  const [first, second] = values.map((value): Operand => ({ kind: 'value', value }));
  const operands = first === undefined ? [of] : [of, first];
  const by = COMPARATORS[operator];
  if (by !== undefined && first !== undefined) return { kind: 'compare', by, left: of, right: first };
  switch (operator) {
    case 'NULL':
      return { kind: 'function', name: 'attribute_not_exists', operands };
    case 'NOT_NULL':
      return { kind: 'function', name: 'attribute_exists', operands };
    case 'CONTAINS':
      return { kind: 'function', name: 'contains', operands };
    case 'NOT_CONTAINS':
      return { kind: 'not', of: { kind: 'function', name: 'contains', operands } };
    case 'BEGINS_WITH':
      return { kind: 'function', name: 'begins_with', operands };
    case 'IN':
      return { kind: 'in', of, among: values.map((value) => ({ kind: 'value', value })) };
    case 'BETWEEN':
      if (first !== undefined && second !== undefined)
        return { kind: 'between', of, low: first, high: second };
  }
  throw invalidParameters(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);
}

function checkTypes(operator: string, values: readonly AttributeValue[]): void {
  const types = values.map(typeOf);
  const wrong = types.find((type) => TYPES[operator]?.includes(type) === false);
  if (wrong !== undefined)
    throw invalidParameters(`ComparisonOperator ${operator} is not valid for ${wrong} AttributeValue type`);
  if (new Set(types).size > 1)
    throw invalidParameters('AttributeValues inside AttributeValueList must be of same type');
  const [low, high] = values;
  if (operator !== 'BETWEEN' || low === undefined || high === undefined) return;
  if ((compareValues(low, high) ?? 0) > 0)
    throw validation(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',
    );
}

/**
 * The condition on an attribute of Expected: an operator with values, or a value that it has, or that it does not exist. Throws
 * ValidationException.
 *
 * Source: Amazon DynamoDB API reference, ExpectedAttributeValue. Undocumented: AWS does not state the texts of these errors.
 */
export function expectedCondition(name: string, expected: ExpectedAttributeValue): Condition {
  const { Value, Exists, ComparisonOperator, AttributeValueList } = expected;
  const fault = faultOf(expected);
  if (fault !== undefined) throw invalidParameters(`${fault} for Attribute: ${name}`);
  if (ComparisonOperator !== undefined) {
    const values = AttributeValueList ?? (Value === undefined ? [] : [Value]);
    return legacyCondition(name, { ComparisonOperator, AttributeValueList: values });
  }
  if (Exists === false) return legacyCondition(name, { ComparisonOperator: 'NULL' });
  return legacyCondition(name, {
    ComparisonOperator: 'EQ',
    AttributeValueList: Value === undefined ? [] : [Value],
  });
}

function faultOf({
  Value,
  Exists,
  ComparisonOperator,
  AttributeValueList,
}: ExpectedAttributeValue): string | undefined {
  if (Value !== undefined && AttributeValueList !== undefined)
    return 'Value and AttributeValueList cannot be used together';
  if (ComparisonOperator !== undefined)
    return Exists === undefined ? undefined : 'Exists and ComparisonOperator cannot be used together';
  if (AttributeValueList !== undefined)
    return 'AttributeValueList can only be used with a ComparisonOperator';
  if (Exists === false) return Value === undefined ? undefined : 'Value cannot be used when Exists is false';
  return Value === undefined ? 'Value must be provided when Exists is true' : undefined;
}

/** A value in its one form. Throws ValidationException. */
export function canonical(value: AttributeValue): AttributeValue {
  const { value: known = value } = canonicalAttributes({ value });
  return known;
}

/** The type of a value. */
export function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] ?? '';
}
