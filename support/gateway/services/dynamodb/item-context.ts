import type { AttributeValue, TableDescription } from '@aws-sdk/client-dynamodb';
import type { RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';

type Context = NonNullable<RequiredPermission['context']>;
type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * The condition keys that the items of a request determine: partition keys, attributes, and the parts of the
 * answer that it asks for.
 * Undocumented: AWS does not state the value of a key if the request leaves a member to its default. It does
 * not state the partition keys of a query or scan either. They are unknowable.
 *
 * Source: Amazon DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control".
 */
export function itemContext(input: object, table: TableDescription | undefined): Context {
  const { Item, Key, Select, ReturnValues, ReturnConsumedCapacity }: ItemMembers = input;
  const attributes = Item ?? Key;
  return {
    'dynamodb:LeadingKeys': attributes === undefined ? UNKNOWABLE : partitionKey(attributes, table),
    'dynamodb:Attributes': attributesNamed(input),
    'dynamodb:Select': Select ?? UNKNOWABLE,
    'dynamodb:ReturnValues': ReturnValues ?? UNKNOWABLE,
    'dynamodb:ReturnConsumedCapacity': ReturnConsumedCapacity ?? UNKNOWABLE,
  };
}

interface ItemMembers {
  readonly Item?: Attributes;
  readonly Key?: Attributes;
  readonly Select?: string;
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
}

/** Only text is supplied: AWS does not say how it writes numbers and bytes for comparison. */
function partitionKey(
  attributes: Attributes,
  table: TableDescription | undefined,
): readonly string[] | typeof UNKNOWABLE {
  const name = table?.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  const value = name === undefined ? undefined : attributes[name];
  const text = value !== undefined && Object.keys(value).length === 1 ? value.S : undefined;
  return text === undefined ? UNKNOWABLE : [text];
}

/**
 * Expressions name attributes too, and reads without a projection name none. AWS does not say whether the key
 * has them.
 */
function attributesNamed(input: object): readonly string[] | typeof UNKNOWABLE {
  const { Item, ReturnValues }: ItemMembers = input;
  const more = Object.keys(input).some((member) => /Expression|AttributesToGet|Expected/.test(member));
  if (Item === undefined || more || (ReturnValues !== undefined && ReturnValues !== 'NONE'))
    return UNKNOWABLE;
  return Object.keys(Item);
}
