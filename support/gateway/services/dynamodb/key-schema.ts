import type { AttributeDefinition, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';

const TOO_MANY =
  "1 validation error detected: Value at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2";

/** The members of a new table that describe its primary key. */
export interface NewKeySchema {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly AttributeDefinitions?: readonly AttributeDefinition[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly Indexed[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Indexed[] | undefined;
}

/** The keys of an index. */
interface Indexed {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
}

/**
 * Checks the primary key of a new table: a partition key and, optionally, a sort key after it. The key's
 * attributes, and no others, have a type. Throws ValidationException.
 * Source: Amazon DynamoDB API reference, CreateTable; the texts as AWS sends them.
 */
export function checkKeySchema(schema: NewKeySchema): void {
  const { KeySchema = [], AttributeDefinitions = [] } = schema;
  const [first, second, third] = KeySchema;
  if (first?.KeyType !== 'HASH') throw invalidKey('The first KeySchemaElement is not a HASH key type');
  if (third !== undefined) throw validation(TOO_MANY);
  if (second !== undefined && second.KeyType !== 'RANGE')
    throw invalidKey('The second KeySchemaElement is not a RANGE key type');
  if (first.AttributeName === second?.AttributeName)
    throw validation('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  const indexes = [...(schema.GlobalSecondaryIndexes ?? []), ...(schema.LocalSecondaryIndexes ?? [])];
  const ofIndexes = indexes.flatMap((index) => index.KeySchema ?? []);
  const keys = [...new Set([...KeySchema, ...ofIndexes].map(({ AttributeName = '' }) => AttributeName))];
  const defined = AttributeDefinitions.map(({ AttributeName = '' }) => AttributeName);
  if (keys.some((key) => !defined.includes(key))) {
    throw invalidParameters(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: ${listed(keys)}, AttributeDefinitions: ${listed(defined)}`,
    );
  }
  if (defined.length !== keys.length) {
    throw invalidParameters(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  for (const [at, { AttributeType }] of AttributeDefinitions.entries()) checkType(AttributeType, at);
}

function checkType(type: string | undefined, at: number): void {
  if (type === 'S' || type === 'N' || type === 'B') return;
  throw validation(
    `1 validation error detected: Value '${type}' at 'attributeDefinitions.${at + 1}.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]`,
  );
}

function invalidKey(message: string) {
  return validation(`Invalid KeySchema: ${message}`);
}

function listed(names: readonly string[]): string {
  return `[${names.join(', ')}]`;
}
