import {
  type ExpressionMembers,
  requestExpressions,
} from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import type { DynamodbState } from '../dynamodb-state.ts';
import { project } from '../expressions/project.ts';
import { type Item, OpenTable } from './open-table.ts';
import { query } from './query.ts';
import { refuseItemMembers } from './refuse-item-members.ts';
import { scan } from './scan.ts';

/**
 * Operations that read items. Each decrypts the table key first, so none works if KMS refuses it.
 *
 * Source: Amazon DynamoDB API reference, GetItem, BatchGetItem, TransactGetItems, Query and Scan.
 */
export const readOperations = {
  GetItem(input, context) {
    const found = read('GetItem', input, context);
    return found === undefined ? {} : { Item: found };
  },

  /**
   * Differs: every key is answered; AWS leaves keys unprocessed when an answer would have more than 16 MB.
   */
  BatchGetItem(input, context) {
    refuseItemMembers('BatchGetItem', input);
    const responses = Object.entries(input.RequestItems ?? {}).map(([TableName, asked]): [string, Item[]] => {
      const { Keys = [], ...how } = asked;
      const items = Keys.map((Key) => read('BatchGetItem', { TableName, Key, ...how }, context));
      return [TableName, items.filter((item) => item !== undefined)];
    });
    return { Responses: Object.fromEntries(responses), UnprocessedKeys: {} };
  },

  TransactGetItems(input, context) {
    refuseItemMembers('TransactGetItems', input);
    const items = (input.TransactItems ?? []).map(({ Get = {} }) => read('TransactGetItems', Get, context));
    return { Responses: items.map((Item) => (Item === undefined ? {} : { Item })) };
  },

  Query: query,
  Scan: scan,
} satisfies OperationTable<'dynamodb', DynamodbState>;

interface KeyedRead extends ExpressionMembers {
  readonly TableName?: string | undefined;
  readonly Key?: Item | undefined;
}

function read(operation: string, input: KeyedRead, context: DynamodbContext): Item | undefined {
  refuseItemMembers(operation, input);
  const { projection } = requestExpressions(input);
  const table = new OpenTable(input.TableName, context);
  const item = table.at(table.placeOfKey(input.Key));
  return item && (projection === undefined ? item : project(item, projection));
}
