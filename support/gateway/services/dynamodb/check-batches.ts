import type {
  BatchGetItemInput,
  BatchWriteItemInput,
  TransactWriteItemsInput,
} from '@aws-sdk/client-dynamodb';
import { validation } from '../../../aws/dynamodb-errors.ts';
import type { Operation } from '../../../aws/operations.ts';

/** The most keys of all tables. Source: Amazon DynamoDB API reference, BatchGetItem. */
const MOST_KEYS = 100;

/**
 * Refuses a batch or transaction for its own form: too many keys, or a part that asks for nothing or for two things.
 * Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, BatchGetItem, BatchWriteItem and TransactWriteItems; the texts as AWS sends them.
 * Undocumented: the text for a part of a batch that is neither a put nor a delete, or both; it is keyhole's own.
 */
export function checkBatch(operation: Operation<'dynamodb'>, input: object): void {
  if (operation === 'BatchGetItem') checkKeys(input);
  if (operation === 'BatchWriteItem') checkWrites(input);
  if (operation === 'TransactWriteItems') checkTransaction(input);
}

function checkKeys({ RequestItems = {} }: Partial<BatchGetItemInput>): void {
  const keys = Object.values(RequestItems).flatMap(({ Keys = [] }) => Keys);
  if (keys.length > MOST_KEYS) throw validation('Too many items requested for the BatchGetItem call');
}

function checkWrites({ RequestItems = {} }: Partial<BatchWriteItemInput>): void {
  for (const { PutRequest, DeleteRequest } of Object.values(RequestItems).flat())
    if ((PutRequest === undefined) === (DeleteRequest === undefined))
      throw validation('A request of a batch must contain either a PutRequest or a DeleteRequest');
}

function checkTransaction({ TransactItems = [] }: Partial<TransactWriteItemsInput>): void {
  for (const item of TransactItems)
    if (Object.values(item).filter((each) => each !== undefined).length !== 1)
      throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
}
