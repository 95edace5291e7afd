import type { Tag } from '@aws-sdk/client-dynamodb';
import type { OperationTable } from '../shared/operation-table.ts';
import { type DynamodbState, updateTable } from './dynamodb-state.ts';
import { findResource } from './tables/find-table.ts';

/** A table's tags with further ones added. */
export function taggedWith(
  tags: ReadonlyMap<string, string>,
  added: readonly Tag[] | undefined = [],
): ReadonlyMap<string, string> {
  return new Map([...tags, ...added.map(({ Key = '', Value = '' }) => [Key, Value] as const)]);
}

/**
 * The operations on tags of tables.
 * Source: Amazon DynamoDB API reference, TagResource, UntagResource, ListTagsOfResource.
 */
export const tagOperations = {
  TagResource({ ResourceArn, Tags = [] }, context) {
    const table = findResource(context, ResourceArn);
    updateTable(context.state, table, { tags: taggedWith(table.tags, Tags) });
    return {};
  },

  UntagResource({ ResourceArn, TagKeys = [] }, context) {
    const table = findResource(context, ResourceArn);
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
