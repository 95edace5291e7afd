import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validation } from '../dynamodb-errors.ts';
import type { Condition, Operand } from './expression.ts';
import type { Placeholders } from './placeholders.ts';
import { readCondition } from './read-condition.ts';

const MEMBER = 'KeyConditionExpression';

/** Reads a KeyConditionExpression. Throws ValidationException in DynamoDB's words. */
export function readKeyExpression(text: string, placeholders: Placeholders): readonly KeyTerm[] {
  return termsOf(readCondition(MEMBER, text, placeholders));
}

/** One term of a key condition: an attribute, and what holds of it. */
export interface KeyTerm {
  readonly name: string;
  readonly condition: Condition;
  /** The value that the attribute equals, if the term says so. */
  readonly equals: AttributeValue | undefined;
}

/**
 * The terms of a key condition, which AND joins.
 *
 * Source: Amazon DynamoDB developer guide, "Key condition expressions for the Query operation in DynamoDB"; the texts as AWS
 * sends them.
 */
function termsOf(condition: Condition): readonly KeyTerm[] {
  if (condition.kind === 'and') return [...termsOf(condition.left), ...termsOf(condition.right)];
  const [of, ...others] = operandsOf(condition);
  if (of?.kind !== 'path' || of.path.length > 1 || !others.every(({ kind }) => kind === 'value'))
    throw validation('Query key condition not supported');
  const [other] = others;
  const equals = condition.kind === 'compare' && condition.by === '=' && other?.kind === 'value';
  return [{ name: of.path[0], condition, equals: equals ? other.value : undefined }];
}

/** The operands of a term, if a query takes it. */
function operandsOf(condition: Condition): readonly Operand[] {
  switch (condition.kind) {
    case 'compare': {
      if (condition.by === '<>') throw validation('Invalid operator used in KeyConditionExpression: <>');
      const { left, right } = condition;
      return [left, right];
    }
    case 'between':
      return [condition.of, condition.low, condition.high];
    case 'function':
      if (condition.name === 'begins_with') return condition.operands;
      throw validation(`Invalid operator used in KeyConditionExpression: ${condition.name}`);
    case 'in':
    case 'or':
    case 'not':
      throw validation(`Invalid operator used in KeyConditionExpression: ${condition.kind.toUpperCase()}`);
    case 'and':
      return [];
  }
}
