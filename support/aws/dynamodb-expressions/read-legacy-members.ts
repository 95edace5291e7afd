import type {
  AttributeValueUpdate,
  ExpectedAttributeValue,
  Condition as LegacyCondition,
} from '@aws-sdk/client-dynamodb';
import { invalidParameters, validation } from '../dynamodb-errors.ts';
import type { Condition, DocumentPath, UpdateAction } from './expression.ts';
import { canonical, expectedCondition, legacyCondition, typeOf } from './legacy-conditions.ts';
import type { KeyTerm } from './read-key-condition.ts';

/** The members of before expressions, which name attributes whole. */
export interface LegacyMembers {
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly AttributeUpdates?: Readonly<Record<string, AttributeValueUpdate>> | undefined;
  readonly ConditionalOperator?: string | undefined;
  readonly Expected?: Readonly<Record<string, ExpectedAttributeValue>> | undefined;
  readonly KeyConditions?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly QueryFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly ScanFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
}

/** The names of these members. */
export const LEGACY = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
] as const satisfies readonly (keyof LegacyMembers)[];

/** The expressions of a request, read. Each is undefined if the request does not have it. */
export interface RequestExpressions {
  readonly update: readonly UpdateAction[] | undefined;
  readonly condition: Condition | undefined;
  readonly filter: Condition | undefined;
  readonly keys: readonly KeyTerm[] | undefined;
  readonly projection: readonly DocumentPath[] | undefined;
}

/**
 * Reads the members of before expressions as the expressions that took their place. Throws ValidationException.
 *
 * Source: Amazon DynamoDB developer guide, "Legacy DynamoDB conditional parameters". Undocumented: AWS does not state the texts of these errors.
 */
export function readLegacyMembers(members: LegacyMembers): RequestExpressions {
  const { AttributesToGet, AttributeUpdates, ConditionalOperator, Expected, KeyConditions } = members;
  const filter = members.QueryFilter ?? members.ScanFilter;
  checkOperator(ConditionalOperator, Expected ?? filter);
  const joined = <T>(
    conditions: Readonly<Record<string, T>> | undefined,
    read: (name: string, of: T) => Condition,
  ) =>
    joinedBy(
      ConditionalOperator === 'OR' ? 'or' : 'and',
      Object.entries(conditions ?? {}).map(([name, of]) => read(name, of)),
    );
  return {
    update: AttributeUpdates && Object.entries(AttributeUpdates).map(([name, of]) => updateOf(name, of)),
    condition: joined(Expected, expectedCondition),
    filter: joined(filter, legacyCondition),
    keys: KeyConditions && Object.entries(KeyConditions).map(([name, of]) => keyTerm(name, of)),
    projection: AttributesToGet && projectionOf(AttributesToGet),
  };
}

function checkOperator(operator: string | undefined, conditions: object | undefined): void {
  if (operator === undefined) return;
  if (conditions === undefined)
    throw validation('ConditionalOperator cannot be used without Filter or Expected');
  if (Object.keys(conditions).length < 2)
    throw validation('ConditionalOperator can only be used when Filter or Expected has two or more elements');
}

function joinedBy(kind: 'and' | 'or', conditions: readonly Condition[]): Condition | undefined {
  const [first, ...others] = conditions;
  return first && others.reduce((left, right) => ({ kind, left, right }), first);
}

function keyTerm(name: string, of: LegacyCondition): KeyTerm {
  const condition = legacyCondition(name, of);
  const equals = condition.kind === 'compare' && condition.by === '=' && condition.right.kind === 'value';
  return { name, condition, equals: equals ? condition.right.value : undefined };
}

function projectionOf(names: readonly string[]): readonly DocumentPath[] {
  const repeated = names.find((name, at) => names.indexOf(name) < at);
  if (repeated !== undefined) throw invalidParameters(`Duplicate value in attribute name: ${repeated}`);
  return names.map((name): DocumentPath => [name]);
}

const SETS = ['SS', 'NS', 'BS'];
const TAKES: Readonly<Record<string, readonly string[]>> = { ADD: ['N', ...SETS], DELETE: SETS };

/** Source: Amazon DynamoDB API reference, UpdateItem, AttributeUpdates. */
function updateOf(name: string, { Action = 'PUT', Value }: AttributeValueUpdate): UpdateAction {
  const path: DocumentPath = [name];
  if (Value === undefined) {
    if (Action === 'DELETE') return { kind: 'REMOVE', path };
    throw invalidParameters('Only DELETE action is allowed when no attribute value is specified');
  }
  const value = canonical(Value);
  if (TAKES[Action]?.includes(typeOf(value)) === false)
    throw invalidParameters(`${Action} action is not supported for the type ${typeOf(value)}`);
  return Action === 'PUT'
    ? { kind: 'SET', path, value: { kind: 'value', value } }
    : { kind: Action, path, value };
}
