import { type Attributes, canonicalAttributes } from '../../../aws/dynamodb-attributes.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import { requestExpressions } from '../../../aws/dynamodb-expressions/request-expressions.ts';
import { type ItemPart, itemOperations, itemParts } from '../../../aws/dynamodb-item-parts.ts';
import { LARGEST_ITEM, sizeOfItem } from '../../../aws/dynamodb-item-size.ts';
import type { Operation } from '../../../aws/operations.ts';
import { checkBatch } from './check-batches.ts';

const onItems: ReadonlySet<string> = new Set(itemOperations);

/** Writes of one whole item, which return the item before it or nothing. */
const ofWholeItems: ReadonlySet<string> = new Set<Operation<'dynamodb'>>(['PutItem', 'DeleteItem']);

/**
 * Refuses items, keys and expressions for their own form. A value must have exactly one type, a number must fit, and a set
 * has distinct members, at least one. Values nest at most 32 levels, and an item has at most 400 KB. Refuses
 * a ReturnValues that the operation does not take, and members that do not go together.
 * Throws ValidationException.
 *
 * Source: Amazon DynamoDB API reference, AttributeValue and each operation on items; the texts as AWS sends them.
 */
export function checkItemForm(operation: Operation<'dynamodb'>, input: object): void {
  if (!onItems.has(operation)) return;
  checkBatch(operation, input);
  const { ReturnValues }: { ReturnValues?: string } = input;
  if (ofWholeItems.has(operation) && ReturnValues !== undefined && !/^(NONE|ALL_OLD)$/.test(ReturnValues))
    throw validation('Return values set to invalid value');
  for (const part of itemParts(operation, input)) checkPart(part);
  if (operation === 'Scan') checkSegments(input);
}

function checkPart(part: ItemPart): void {
  const { Item, Items = [], Key, Keys = [], ExclusiveStartKey, ExpressionAttributeValues } = part;
  const attributes: readonly (Attributes | undefined)[] = [
    ...[Item, Key, ExclusiveStartKey, ExpressionAttributeValues],
    ...Items,
    ...Keys,
  ];
  for (const each of attributes) if (each !== undefined) canonicalAttributes(each);
  for (const item of [Item, ...Items])
    if (item !== undefined && sizeOfItem(item) > LARGEST_ITEM)
      throw validation('Item size has exceeded the maximum allowed size');
  checkSelect(part);
  const { keys } = requestExpressions(part);
  if (part.action !== 'Query' || keys !== undefined) return;
  throw validation(
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  );
}

function checkSelect(part: ItemPart): void {
  const { Select, ProjectionExpression, AttributesToGet, IndexName, action } = part;
  if (Select === undefined) return;
  const chosen = ProjectionExpression ?? AttributesToGet;
  if (Select === 'SPECIFIC_ATTRIBUTES' && chosen === undefined)
    throw invalidParameters(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (Select !== 'SPECIFIC_ATTRIBUTES' && chosen !== undefined) {
    const member = ProjectionExpression === undefined ? 'AttributesToGet' : 'ProjectionExpression';
    throw invalidParameters(`Cannot specify the ${member} when choosing to get ${Select}`);
  }
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) {
    const using = action === 'Query' ? 'Querying' : 'Scanning';
    throw invalidParameters(`ALL_PROJECTED_ATTRIBUTES can be used only when ${using} using an IndexName`);
  }
}

function checkSegments(input: object): void {
  const { Segment, TotalSegments }: { Segment?: number; TotalSegments?: number } = input;
  if (TotalSegments === undefined && Segment === undefined) return;
  const missing =
    TotalSegments === undefined ? 'TotalSegments' : Segment === undefined ? 'Segment' : undefined;
  const given = missing === 'Segment' ? 'TotalSegments' : 'Segment';
  if (missing !== undefined)
    throw validation(
      `The ${missing} parameter is required but was not present in the request when ${given} parameter is present`,
    );
  if ((Segment ?? 0) < (TotalSegments ?? 0)) return;
  throw validation(
    `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
  );
}
