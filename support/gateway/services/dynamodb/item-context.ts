import type { AttributeValue, TableDescription } from '@aws-sdk/client-dynamodb';
import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { Readings, UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import type { Attributes } from '../../../aws/dynamodb-attributes.ts';
import { attributesOfCondition, attributesOfUpdate } from '../../../aws/dynamodb-expressions/paths.ts';
import { requestExpressions } from '../../../aws/dynamodb-expressions/request-expressions.ts';
import type { ItemPart } from '../../../aws/dynamodb-item-parts.ts';

type Context = NonNullable<RequiredPermission['context']>;
type Values = readonly string[] | typeof UNKNOWABLE;

/** Operations that can return other attributes than they name. */
const READS: ReadonlySet<string> = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan']);

/** Operations that AWS lists without `dynamodb:ReturnValues`: their requests never have it. */
const RETURN_NO_VALUES: ReadonlySet<string> = new Set(['BatchGetItem', 'BatchWriteItem', 'GetItem']);

/**
 * The condition keys that a part of a request about items determines: partition keys, attributes, and the parts of the
 * answer that it asks for.
 * Undocumented: whether a key is absent or has the default if the request leaves a member to it. A condition is decided if
 * both have one result. AWS does not state the partition keys of a scan, or of a query of a global index, either.
 *
 * Source: Amazon DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control"; Amazon DynamoDB API
 * reference, Query, Select: a projection stands for SPECIFIC_ATTRIBUTES; Service Authorization Reference, "Amazon DynamoDB":
 * the condition keys of each action.
 */
export function itemContext(part: ItemPart, table: TableDescription | undefined): Context {
  const { Select, ReturnValues, ReturnConsumedCapacity, ProjectionExpression, AttributesToGet } = part;
  const all = part.IndexName === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES';
  const selected =
    (ProjectionExpression ?? AttributesToGet) === undefined
      ? new Readings([undefined, all])
      : 'SPECIFIC_ATTRIBUTES';
  const none = new Readings([undefined, 'NONE']);
  const returned = RETURN_NO_VALUES.has(part.action) ? undefined : none;
  return {
    'dynamodb:LeadingKeys': leadingKeys(part, table),
    'dynamodb:Attributes': attributesNamed(part),
    'dynamodb:Select': READS.has(part.action) ? (Select ?? selected) : undefined,
    'dynamodb:ReturnValues': ReturnValues ?? returned,
    'dynamodb:ReturnConsumedCapacity': ReturnConsumedCapacity ?? none,
  };
}

function leadingKeys(part: ItemPart, table: TableDescription | undefined): Values {
  const name = table?.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  if (name === undefined) return UNKNOWABLE;
  const values =
    part.action === 'Query' ? queried(part, { table, name }) : itemsOf(part).map((item) => item[name]);
  const texts = values.map(textOf);
  const known = texts.filter((text) => text !== undefined);
  return known.length === 0 || known.length < texts.length ? UNKNOWABLE : [...new Set(known)];
}

function itemsOf({ Item, Key, Items = [], Keys = [] }: ItemPart): readonly Attributes[] {
  return [Item, Key, ...Items, ...Keys].filter((attributes) => attributes !== undefined);
}

/** The value of the partition key in a query of a table, or of an index with the same partition key. */
function queried(
  part: ItemPart,
  { table, name }: { readonly table: TableDescription | undefined; readonly name: string },
): readonly (AttributeValue | undefined)[] {
  const isLocal =
    table?.LocalSecondaryIndexes?.some(({ IndexName }) => IndexName === part.IndexName) === true;
  if (part.IndexName !== undefined && !isLocal) return [];
  const { keys = [] } = requestExpressions(part);
  return [keys.find((term) => term.name === name)?.equals];
}

/** Only text is supplied: AWS does not say how it writes numbers and bytes for comparison. */
function textOf(value: AttributeValue | undefined): string | undefined {
  return value !== undefined && Object.keys(value).length === 1 ? value.S : undefined;
}

/**
 * The attributes that a request names, if it gets no others back.
 * AWS lists the members of before expressions. Undocumented: the names in expressions are taken to count as they do.
 */
function attributesNamed(part: ItemPart): Values {
  const { update = [], condition, filter, keys = [], projection } = requestExpressions(part);
  const getsAll = READS.has(part.action) && projection === undefined;
  const returnsAll = /^ALL_/.test(part.ReturnValues ?? '') || /^ALL_/.test(failureReturn(part));
  if ((getsAll && part.Select !== 'COUNT') || returnsAll) return UNKNOWABLE;
  const names = [
    ...itemsOf(part).flatMap((attributes) => Object.keys(attributes)),
    ...attributesOfUpdate(update),
    ...[condition, filter].flatMap((each) => (each === undefined ? [] : attributesOfCondition(each))),
    ...keys.map(({ name }) => name),
    ...(projection ?? []).map(([name]) => name),
  ];
  return [...new Set(names)];
}

function failureReturn({ ReturnValuesOnConditionCheckFailure: wanted = '' }: ItemPart): string {
  return wanted;
}
