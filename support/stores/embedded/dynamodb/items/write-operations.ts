import type { OperationTable } from '../../shared/operation-table.ts';
import type { DynamodbState } from '../dynamodb-state.ts';
import { project } from '../expressions/project.ts';
import { type ItemWrite, performWrite, plannedWrite } from './item-write.ts';
import type { Item } from './open-table.ts';
import { refuseItemMembers } from './refuse-item-members.ts';
import { transactWriteItems } from './transact-write-items.ts';

/**
 * Operations that write items. Each decrypts the table key first, so none works if KMS refuses it.
 *
 * Source: Amazon DynamoDB API reference, PutItem, UpdateItem, DeleteItem, BatchWriteItem and TransactWriteItems.
 */
export const writeOperations = {
  PutItem(input, context) {
    const write = plannedWrite('put', input, { operation: 'PutItem', context }).prepare();
    performWrite(write);
    return returned(input.ReturnValues, write);
  },

  UpdateItem(input, context) {
    const write = plannedWrite('update', input, { operation: 'UpdateItem', context }).prepare();
    performWrite(write);
    return returned(input.ReturnValues, write);
  },

  DeleteItem(input, context) {
    const write = plannedWrite('delete', input, { operation: 'DeleteItem', context }).prepare();
    performWrite(write);
    return returned(input.ReturnValues, write);
  },

  /** Differs: every item is written; AWS leaves items unprocessed when a table is throttled. */
  BatchWriteItem(input, context) {
    refuseItemMembers('BatchWriteItem', input);
    const how = { operation: 'BatchWriteItem', context };
    const writes = Object.entries(input.RequestItems ?? {}).flatMap(([TableName, requests]) =>
      requests.map(({ PutRequest, DeleteRequest }) =>
        PutRequest === undefined
          ? plannedWrite('delete', { TableName, ...DeleteRequest }, how)
          : plannedWrite('put', { TableName, ...PutRequest }, how),
      ),
    );
    for (const write of writes.map(({ prepare }) => prepare())) performWrite(write);
    return { UnprocessedItems: {} };
  },

  TransactWriteItems: transactWriteItems,
} satisfies OperationTable<'dynamodb', DynamodbState>;

/** The attributes that a write asks for. The gateway refuses values that an operation does not take. */
function returned(
  wanted: string | undefined,
  { before, after, changed }: ItemWrite,
): { readonly Attributes?: Item } {
  switch (wanted) {
    case 'ALL_OLD':
      return before === undefined ? {} : { Attributes: before };
    case 'ALL_NEW':
      return after === undefined ? {} : { Attributes: after };
    case 'UPDATED_OLD':
      return someOf(project(before ?? {}, changed));
    case 'UPDATED_NEW':
      return someOf(project(after ?? {}, changed));
    default:
      return {};
  }
}

function someOf(attributes: Item): { readonly Attributes?: Item } {
  return Object.keys(attributes).length === 0 ? {} : { Attributes: attributes };
}
