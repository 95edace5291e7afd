import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../../aws/aws-error.ts';
import { canonicalAttributes } from '../../../../aws/dynamodb-attributes.ts';
import { invalidParameters, validation } from '../../../../aws/dynamodb-errors.ts';
import type { DocumentPath, UpdateAction } from '../../../../aws/dynamodb-expressions/expression.ts';
import {
  type ExpressionMembers,
  requestExpressions,
} from '../../../../aws/dynamodb-expressions/request-expressions.ts';
import { checkIndexKeys, checkItem, keyNames } from '../../../../aws/dynamodb-item-key.ts';
import { LARGEST_ITEM, sizeOfItem } from '../../../../aws/dynamodb-item-size.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { describeIndexes } from '../indexes/describe-indexes.ts';
import { jsonOfItem } from './item-json.ts';
import { tableKey } from './item-key.ts';
import { type Item, OpenTable } from './open-table.ts';
import { refuseItemMembers } from './refuse-item-members.ts';

/** The members of a write of one item. */
export interface WriteMembers extends ExpressionMembers {
  readonly TableName?: string | undefined;
  readonly Item?: Item | undefined;
  readonly Key?: Item | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

/** The kinds of writes; a check changes nothing. */
export type WriteKind = 'put' | 'update' | 'delete' | 'check';

/** A write that may be performed: its condition holds, and the item after it is known. */
export interface ItemWrite {
  readonly table: OpenTable;
  readonly place: string;
  readonly before: Item | undefined;
  /** Undefined if no item is left. */
  readonly after: Item | undefined;
  /** The paths that an update changes. */
  readonly changed: readonly DocumentPath[];
}

/** A write that is ready to be checked, and the function that does so. */
export interface PlannedWrite {
  readonly table: OpenTable;
  readonly place: string;
  /** Throws ConditionalCheckFailedException, and ValidationException for an update that does not fit the item. */
  readonly prepare: () => ItemWrite;
}

/** Reads a write of one item. Throws ValidationException, and KMS's refusal of the table's key. */
export function plannedWrite(
  kind: WriteKind,
  members: WriteMembers,
  { operation, context }: { readonly operation: string; readonly context: DynamodbContext },
): PlannedWrite {
  refuseItemMembers(operation, members);
  const { update = [], condition } = requestExpressions(members);
  const table = new OpenTable(members.TableName, context);
  const item = kind === 'put' ? canonicalAttributes(members.Item ?? {}) : undefined;
  // The table may not be the one that the gateway looked at.
  if (item !== undefined) {
    checkItem(tableKey(table.table), item);
    checkIndexKeys({ ...tableKey(table.table), ...describeIndexes(table.table) }, item);
  }
  const place = item === undefined ? table.placeOfKey(members.Key) : table.placeOfItem(item);
  if (kind === 'update') refuseKeyChange(table, update);
  const prepare = (): ItemWrite => {
    const before = table.at(place);
    if (condition !== undefined && !holds(condition, before ?? {})) throw conditionFailed(members, before);
    const known = { table, place, before, changed: update.map(({ path }) => path) };
    if (kind === 'put') return { ...known, after: item };
    if (kind === 'delete') return { ...known, after: undefined };
    if (kind === 'check') return { ...known, after: before };
    if (before === undefined && isDeletionAlone(members, update)) return { ...known, after: undefined };
    const after = applyUpdate(before ?? canonicalAttributes(members.Key ?? {}), update);
    checkIndexKeys({ ...tableKey(table.table), ...describeIndexes(table.table) }, after);
    if (sizeOfItem(after) > LARGEST_ITEM)
      throw validation('Item size to update has exceeded the maximum allowed size');
    return { ...known, after };
  };
  return { table, place, prepare };
}

/** Performs a prepared write. */
export function performWrite({ table, place, after }: ItemWrite): void {
  if (after === undefined) table.delete(place);
  else table.write(place, after);
}

/**
 * True for AttributeUpdates that only delete: they create no item.
 *
 * Source: Amazon DynamoDB API reference, UpdateItem, AttributeUpdates.
 */
function isDeletionAlone({ AttributeUpdates }: WriteMembers, update: readonly UpdateAction[]): boolean {
  const isDeletion = ({ kind }: UpdateAction) => kind === 'REMOVE' || kind === 'DELETE';
  return AttributeUpdates !== undefined && update.length > 0 && update.every(isDeletion);
}

function refuseKeyChange({ table }: OpenTable, actions: readonly UpdateAction[]): void {
  const names = keyNames(tableKey(table));
  const changed = actions.find(({ path }) => names.includes(path[0]));
  if (changed === undefined) return;
  throw invalidParameters(`Cannot update attribute ${changed.path[0]}. This attribute is part of the key`);
}

function conditionFailed(
  { ReturnValuesOnConditionCheckFailure: wanted }: WriteMembers,
  before: Record<string, AttributeValue> | undefined,
): AwsError {
  const error = new AwsError('ConditionalCheckFailedException', 400, 'The conditional request failed');
  return wanted === 'ALL_OLD' && before !== undefined ? error.with({ Item: jsonOfItem(before) }) : error;
}
