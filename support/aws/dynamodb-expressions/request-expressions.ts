import { validation } from '../dynamodb-errors.ts';
import type { ExpressionMember } from './expression-reader.ts';
import { type PlaceholderMembers, Placeholders } from './placeholders.ts';
import { readCondition } from './read-condition.ts';
import { readKeyExpression } from './read-key-condition.ts';
import {
  LEGACY,
  type LegacyMembers,
  type RequestExpressions,
  readLegacyMembers,
} from './read-legacy-members.ts';
import { readProjection } from './read-projection.ts';
import { readUpdate } from './read-update.ts';

/** The members of a request, or of a part of one, that hold expressions and what they stand for. */
export type ExpressionMembers = PlaceholderMembers &
  LegacyMembers & {
    readonly [M in ExpressionMember]?: string | undefined;
  };

const MEMBERS: readonly ExpressionMember[] = [
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
];

/**
 * Reads the expressions of a request, or the members of before expressions in their place. Throws ValidationException for one that is not well-formed, for placeholders that are not
 * used, and for members that do not go together.
 *
 * Source: Amazon DynamoDB developer guide, "Using expressions in DynamoDB"; the texts as AWS sends them.
 */
export function requestExpressions(members: ExpressionMembers): RequestExpressions {
  const given = MEMBERS.filter((member) => members[member] !== undefined);
  refuseMixture(members, given);
  refuseLonePlaceholders(members, given);
  if (given.length === 0) return readLegacyMembers(members);
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
