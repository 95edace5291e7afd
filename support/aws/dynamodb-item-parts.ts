import type {
  BatchGetItemInput,
  BatchWriteItemInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
} from '@aws-sdk/client-dynamodb';
import type { Attributes } from './dynamodb-attributes.ts';
import type { ExpressionMembers } from './dynamodb-expressions/request-expressions.ts';
import type { Operation } from './operations.ts';

/**
 * A part of a request that is about items of one table. It is the whole request, a table of a batch, or an item of a
 * transaction.
 */
export interface ItemPart extends ExpressionMembers {
  /** The operation whose permission the part needs. */
  readonly action: Operation<'dynamodb'> | 'ConditionCheckItem';
  readonly TableName?: string | undefined;
  readonly IndexName?: string | undefined;
  readonly Key?: Attributes | undefined;
  readonly Item?: Attributes | undefined;
  /** The keys and items of a batch. */
  readonly Keys?: readonly Attributes[] | undefined;
  readonly Items?: readonly Attributes[] | undefined;
  readonly ExclusiveStartKey?: Attributes | undefined;
  readonly Select?: string | undefined;
  readonly ReturnValues?: string | undefined;
  readonly ReturnConsumedCapacity?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** The operations on items: they use the keys of their tables. */
export const itemOperations = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
] as const satisfies readonly Operation<'dynamodb'>[];

/**
 * The parts of a request about items, in its order.
 *
 * Source: Amazon DynamoDB developer guide, "Using IAM with DynamoDB transactions": the items of a transaction take the
 * permissions of the underlying operations.
 */
export function itemParts(operation: string, input: object): readonly ItemPart[] {
  switch (operation) {
    case 'BatchGetItem':
      return ofBatchGet(input);
    case 'BatchWriteItem':
      return ofBatchWrite(input);
    case 'TransactGetItems':
      return ofTransactGet(input);
    case 'TransactWriteItems':
      return ofTransactWrite(input);
    default:
      return [{ ...input, action: operation as Operation<'dynamodb'> }];
  }
}

function ofBatchGet({ RequestItems, ReturnConsumedCapacity }: Partial<BatchGetItemInput>): ItemPart[] {
  return Object.entries(RequestItems ?? {}).map(([TableName, { Keys, ...how }]) => ({
    ...how,
    ReturnConsumedCapacity,
    action: 'BatchGetItem',
    TableName,
    Keys: Keys ?? [],
  }));
}

function ofBatchWrite({ RequestItems, ReturnConsumedCapacity }: Partial<BatchWriteItemInput>): ItemPart[] {
  return Object.entries(RequestItems ?? {}).map(([TableName, requests]) => ({
    ReturnConsumedCapacity,
    action: 'BatchWriteItem',
    TableName,
    Items: requests.map(({ PutRequest }) => PutRequest?.Item).filter((item) => item !== undefined),
    Keys: requests.map(({ DeleteRequest }) => DeleteRequest?.Key).filter((key) => key !== undefined),
  }));
}

function ofTransactGet({
  TransactItems,
  ReturnConsumedCapacity,
}: Partial<TransactGetItemsInput>): ItemPart[] {
  return (TransactItems ?? []).map(({ Get }) => ({ ...Get, ReturnConsumedCapacity, action: 'GetItem' }));
}

function ofTransactWrite(input: Partial<TransactWriteItemsInput>): ItemPart[] {
  const { TransactItems, ReturnConsumedCapacity } = input;
  return (TransactItems ?? []).flatMap(({ Put, Update, Delete, ConditionCheck }): ItemPart[] => [
    ...(Put === undefined ? [] : [{ ...Put, ReturnConsumedCapacity, action: 'PutItem' as const }]),
    ...(Update === undefined ? [] : [{ ...Update, ReturnConsumedCapacity, action: 'UpdateItem' as const }]),
    ...(Delete === undefined ? [] : [{ ...Delete, ReturnConsumedCapacity, action: 'DeleteItem' as const }]),
    ...(ConditionCheck === undefined
      ? []
      : [{ ...ConditionCheck, ReturnConsumedCapacity, action: 'ConditionCheckItem' as const }]),
  ]);
}
