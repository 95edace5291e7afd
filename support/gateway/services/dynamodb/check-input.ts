import type { Tag } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws/aws-error.ts';
import { billingOf } from '../../../aws/dynamodb-billing.ts';
import { invalidParameters, validation } from '../../../aws/dynamodb-errors.ts';
import { violationsMessage, violationsOf } from '../../../aws/model/violations.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { isTagText } from '../../../aws/tag-text.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkItemForm } from './check-items.ts';
import { checkIndex, checkIndexes } from './index-schema.ts';
import { checkKeySchema } from './key-schema.ts';

type InputChecks = {
  readonly [O in Operation<'dynamodb'>]?: (input: Input<'dynamodb', O>) => void;
};

/** Demands that the API model does not state; the texts as AWS sends them. */
const inputChecks: InputChecks = {
  CreateTable(input) {
    checkTableName(input.TableName);
    checkKeySchema(input);
    checkIndexes(input);
    billingOf(input);
    checkTags(input.Tags);
  },
  UpdateTable(input) {
    checkCombination(input);
    for (const { Create } of input.GlobalSecondaryIndexUpdates ?? []) if (Create) checkIndex(Create);
  },
  TagResource({ Tags = [] }) {
    if (Tags.length === 0) throw validation('Atleast one Tag needs to be provided as Input.');
    checkTags(Tags);
  },
  UntagResource({ TagKeys = [] }) {
    if (TagKeys.length === 0) throw validation('Atleast one Tag Key needs to be provided as Input.');
  },
};

/** Members of what keyhole does not implement: vectors, which have operations of their own, and global tables. */
const NOT_IMPLEMENTED = ['DisassociationProtectionEnabled', 'VectorIndexes', 'VectorIndexUpdates'];

/**
 * Refuses a DynamoDB request for its own form. It checks for members that keyhole does not implement, then
 * the API model, then rules outside the model. Throws ValidationException and NotImplemented.
 *
 * Source: Amazon DynamoDB API reference, each operation.
 */
export function checkDynamodbInput({ operation, input }: CallFacts<'dynamodb'>): void {
  const member = NOT_IMPLEMENTED.find((each) => Reflect.get(input, each) !== undefined);
  if (member !== undefined) {
    const message = `keyhole does not implement dynamodb:${operation} with ${member}.`;
    throw new AwsError('NotImplemented', 501, message);
  }
  const violations = violationsOf('dynamodb', operation, input);
  if (violations.length > 0) throw validation(violationsMessage(violations));
  // The table keys checks by operation: the input handed to this one is its own operation's.
  (inputChecks[operation] as ((input: object) => void) | undefined)?.(input);
  checkItemForm(operation, input);
}

const NAME = /^[a-zA-Z0-9_.-]+$/;

/** An ARN is checked when the table is looked up. */
function checkTableName(name = ''): void {
  if (name.startsWith('arn:')) return;
  const failed = (constraint: string) =>
    validation(
      `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: ${constraint}`,
    );
  if (!NAME.test(name)) throw failed('Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
  if (name.length < 3) throw failed('Member must have length greater than or equal to 3');
  if (name.length > 255) throw failed('Member must have length less than or equal to 255');
}

/** The members with which UpdateTable changes something else than encryption, billing and protection. */
const OTHER_CHANGES = [
  'GlobalSecondaryIndexUpdates',
  'OnDemandThroughput',
  'StreamSpecification',
  'TableClass',
  'WarmThroughput',
];

function checkCombination(input: Input<'dynamodb', 'UpdateTable'>): void {
  const billing = input.BillingMode !== undefined || input.ProvisionedThroughput !== undefined;
  const protection = input.DeletionProtectionEnabled !== undefined;
  const encryption = input.SSESpecification !== undefined;
  if (encryption && (billing || protection))
    throw invalidParameters('Server-Side Encryption modification must be the only operation in the request');
  if (protection && billing)
    throw invalidParameters('DeletionProtection modification must be the only operation in the request');
  if (billing || protection || encryption) return;
  if (Object.keys(input).some((member) => OTHER_CHANGES.includes(member) || member.includes('Replica')))
    return;
  throw validation(
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required',
  );
}

/** As many as a table can have. Source: Amazon DynamoDB developer guide, "Tagging resources in DynamoDB". */
const MOST_TAGS = 50;

/**
 * Source: Amazon DynamoDB developer guide, "Tagging restrictions in DynamoDB".
 *
 * Undocumented: AWS does not state the texts for other characters. Public reports quote the one of values. AWS's page leaves
 * out `@`, which tools are known to write into tags of tables.
 */
function checkTags(tags: readonly Tag[] = []): void {
  const keys = new Set<string>();
  for (const { Key = '', Value = '' } of tags) {
    if (!isTagText(Key)) throw validation(`The Tag Key provided is invalid, Key: ${Key}`);
    if (!isTagText(Value)) throw validation(`The Tag Value provided is invalid, Value: ${Value}`);
    if (/^aws:/i.test(Key)) throw validation(`Tag Key cannot be prefixed with aws:, Key: ${Key}`);
    if (keys.has(Key))
      throw validation(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${Key}`);
    keys.add(Key);
  }
  requireRoomForTags(keys);
}

/** Throws ValidationException if a table would have more tags than it can. */
export function requireRoomForTags(keys: ReadonlySet<unknown>): void {
  if (keys.size > MOST_TAGS)
    throw validation('Number of Tags exceed the current limit for the provided ResourceArn');
}
