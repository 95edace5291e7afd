import type { Tag } from '@aws-sdk/client-dynamodb';
import type { OperationTable } from '../shared/operation-table.ts';
import { validation } from './dynamodb-errors.ts';
import { type DynamodbState, updateTable } from './dynamodb-state.ts';
import { findResource } from './tables/find-table.ts';

/** Source: Amazon DynamoDB developer guide, "Tagging resources in DynamoDB". */
const MOST_TAGS = 50;

/** Tags with others added. Throws ValidationException for tags that cannot be. */
export function taggedWith(
  tags: ReadonlyMap<string, string>,
  added: readonly Tag[] | undefined = [],
): ReadonlyMap<string, string> {
  const names = new Set<string>();
  for (const { Key = '', Value = '' } of added) {
    if (Key === '' || Key.length > 128) throw validation(`The Tag Key provided is invalid, Key: ${Key}`);
    if (Value.length > 256) throw validation(`The Tag Value provided is invalid, Value: ${Value}`);
    if (/^aws:/i.test(Key)) throw validation(`Tag Key cannot be prefixed with aws:, Key: ${Key}`);
    if (names.has(Key))
      throw validation(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${Key}`);
    names.add(Key);
  }
  const all = new Map([...tags, ...added.map(({ Key = '', Value = '' }) => [Key, Value] as const)]);
  if (all.size > MOST_TAGS)
    throw validation('Number of Tags exceed the current limit for the provided ResourceArn');
  return all;
}

/** Tags of tables. Source: Amazon DynamoDB API reference, TagResource, UntagResource, ListTagsOfResource. */
export const tagOperations = {
  TagResource({ ResourceArn, Tags = [] }, context) {
    const table = findResource(context, ResourceArn);
    if (Tags.length === 0) throw validation('Atleast one Tag needs to be provided as Input.');
    updateTable(context.state, table, { tags: taggedWith(table.tags, Tags) });
    return {};
  },

  UntagResource({ ResourceArn, TagKeys = [] }, context) {
    const table = findResource(context, ResourceArn);
    if (TagKeys.length === 0) throw validation('Atleast one Tag Key needs to be provided as Input.');
    const tags = new Map([...table.tags].filter(([key]) => !TagKeys.includes(key)));
    updateTable(context.state, table, { tags });
    return {};
  },

  /** No table has more tags than one page holds. */
  ListTagsOfResource({ ResourceArn }, context) {
    const { tags } = findResource(context, ResourceArn);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
} satisfies OperationTable<'dynamodb', DynamodbState>;
