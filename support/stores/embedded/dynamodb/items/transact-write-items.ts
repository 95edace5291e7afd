import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../../aws/aws-error.ts';
import { validation } from '../../../../aws/dynamodb-errors.ts';
import type { Input } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { performedOnce } from './idempotent-requests.ts';
import { type ItemWrite, type PlannedWrite, performWrite, plannedWrite } from './item-write.ts';
import { refuseItemMembers } from './refuse-item-members.ts';

/**
 * TransactWriteItems: all of its writes or none. Throws TransactionCanceledException with the reason of each write.
 *
 * Source: Amazon DynamoDB API reference, TransactWriteItems; the texts as AWS sends them.
 */
export function transactWriteItems(
  input: Input<'dynamodb', 'TransactWriteItems'>,
  context: DynamodbContext,
): Record<string, never> {
  refuseItemMembers('TransactWriteItems', input);
  const writes = (input.TransactItems ?? []).map((item) => plannedIn(item, context));
  if (new Set(writes.map(({ table, place }) => `${table.table.arn} ${place}`)).size < writes.length)
    throw validation('Transaction request cannot include multiple operations on one item');
  performedOnce(input, context, () => performAll(writes));
  return {};
}

function performAll(writes: readonly PlannedWrite[]): void {
  const prepared = writes.map(attempted);
  const reasons = prepared.map((each) => ('reason' in each ? each.reason : { Code: 'None' }));
  if (prepared.some((each) => 'reason' in each)) throw cancelled(reasons);
  for (const each of prepared) if ('write' in each) performWrite(each.write);
}

function plannedIn(item: TransactWriteItem, context: DynamodbContext): PlannedWrite {
  const { Put, Update, Delete, ConditionCheck } = item;
  const how = { operation: 'TransactWriteItems', context };
  if (Put !== undefined) return plannedWrite('put', Put, how);
  if (Update !== undefined) return plannedWrite('update', Update, how);
  if (Delete !== undefined) return plannedWrite('delete', Delete, how);
  return plannedWrite('check', ConditionCheck ?? {}, how);
}

/** The reason for which one write cancels all of them. */
interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const CODES: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  ValidationException: 'ValidationError',
};

function attempted({ prepare }: PlannedWrite): { readonly write: ItemWrite } | { readonly reason: Reason } {
  try {
    return { write: prepare() };
  } catch (error) {
    const Code = error instanceof AwsError ? CODES[error.code] : undefined;
    if (!(error instanceof AwsError) || Code === undefined) throw error;
    return { reason: { Code, Message: error.message, ...error.structures } };
  }
}

function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError('TransactionCanceledException', 400, message).with({ CancellationReasons: reasons });
}
