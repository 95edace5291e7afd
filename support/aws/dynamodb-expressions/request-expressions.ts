import { validation } from '../dynamodb-errors.ts';
import type { Condition, DocumentPath, UpdateAction } from './expression.ts';
import type { ExpressionMember } from './expression-reader.ts';
import { type PlaceholderMembers, Placeholders } from './placeholders.ts';
import { readCondition } from './read-condition.ts';
import { type KeyTerm, readKeyExpression } from './read-key-condition.ts';
import { readProjection } from './read-projection.ts';
import { readUpdate } from './read-update.ts';

/** The members of a request, or of a part of one, that hold expressions and what they stand for. */
export type ExpressionMembers = PlaceholderMembers & {
  readonly [M in ExpressionMember]?: string | undefined;
};

/** The expressions of a request, read. Each is undefined if the request does not have it. */
export interface RequestExpressions {
  readonly update: readonly UpdateAction[] | undefined;
  readonly condition: Condition | undefined;
  readonly filter: Condition | undefined;
  readonly keys: readonly KeyTerm[] | undefined;
  readonly projection: readonly DocumentPath[] | undefined;
}

/** The members of before expressions, and those that took their place. */
const LEGACY = [
  'AttributesToGet',
  'AttributeUpdates',
  'ConditionalOperator',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
] as const;

const MEMBERS: readonly ExpressionMember[] = [
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
];

/**
 * Reads the expressions of a request. Throws ValidationException for one that is not well-formed, for placeholders that are not
 * used, and for members that do not go together.
 *
 * Source: Amazon DynamoDB developer guide, "Using expressions in DynamoDB"; the texts as AWS sends them.
 */
export function requestExpressions(members: ExpressionMembers): RequestExpressions {
  const given = MEMBERS.filter((member) => members[member] !== undefined);
  refuseMixture(members, given);
  refuseLonePlaceholders(members, given);
  const placeholders = new Placeholders(members);
  const read = <T>(member: ExpressionMember, reader: (text: string) => T): T | undefined => {
    const text = members[member];
    return text === undefined ? undefined : reader(text);
  };
  const condition = (member: ExpressionMember) =>
    read(member, (text) => readCondition(member, text, placeholders));
  const expressions = {
    update: read('UpdateExpression', (text) => readUpdate(text, placeholders)),
    condition: condition('ConditionExpression'),
    filter: condition('FilterExpression'),
    keys: read('KeyConditionExpression', (text) => readKeyExpression(text, placeholders)),
    projection: read('ProjectionExpression', (text) => readProjection(text, placeholders)),
  };
  placeholders.requireAllUsed();
  return expressions;
}

function refuseMixture(members: object, given: readonly ExpressionMember[]): void {
  const legacy = LEGACY.filter((member) => Reflect.get(members, member) !== undefined);
  if (legacy.length === 0 || given.length === 0) return;
  throw validation(
    `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${given.join(', ')}}`,
  );
}

function refuseLonePlaceholders(members: ExpressionMembers, given: readonly ExpressionMember[]): void {
  if (given.length > 0) return;
  const lone = (['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const).find(
    (member) => members[member] !== undefined,
  );
  if (lone !== undefined) throw validation(`${lone} can only be specified when using expressions`);
}
