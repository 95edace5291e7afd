import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../../aws/aws-error.ts';
import { billingOf } from '../../../../aws/dynamodb-billing.ts';
import { wantedEncryption } from '../../../../aws/dynamodb-sse-specification.ts';
import type { Input, Output } from '../../../../aws/operations.ts';
import type { DynamodbContext } from '../dynamodb-context.ts';
import type { Table } from '../dynamodb-state.ts';
import { newEncryption } from '../encryption/table-encryption.ts';
import { newIndexes } from '../indexes/new-index.ts';
import { refuseMembers } from '../refuse-members.ts';
import { newPolicy } from '../resource-policies.ts';
import { taggedWith } from '../tags.ts';
import { arnOfTable } from './find-table.ts';
import { describeTable } from './table-description.ts';

/** The members that AWS takes for a table, and keyhole does not. */
const NOT_SERVED = [
  'GlobalTableSettingsReplicationMode',
  'GlobalTableSourceArn',
  'OnDemandThroughput',
  'StreamSpecification',
  'TableClass',
  'WarmThroughput',
] as const;

/**
 * CreateTable. The gateway has resolved the KMS key: it comes as the ARN of a key. Throws
 * ValidationException, ResourceInUseException, and KMS's errors in DynamoDB's words.
 *
 * Source: Amazon DynamoDB API reference, CreateTable.
 */
export function createTable(
  input: Input<'dynamodb', 'CreateTable'>,
  context: DynamodbContext,
): Output<'dynamodb', 'CreateTable'> {
  refuseMembers('CreateTable', input, NOT_SERVED);
  const { state, account, region, kms } = context;
  const name = input.TableName ?? '';
  const wanted = wantedEncryption(input.SSESpecification);
  const chosen = {
    arn: arnOfTable(context, name),
    name,
    id: randomUUID(),
    account,
    region,
    created: new Date(),
    keySchema: input.KeySchema ?? [],
    attributes: input.AttributeDefinitions ?? [],
    indexes: newIndexes(input),
    billing: billingOf(input),
    deletionProtection: input.DeletionProtectionEnabled === true,
    tags: taggedWith(new Map(), input.Tags),
    policy: input.ResourcePolicy === undefined ? undefined : newPolicy(input.ResourcePolicy),
    items: new Map<string, Uint8Array>(),
  };
  if (state.tables.has(chosen.arn)) {
    throw new AwsError('ResourceInUseException', 400, `Table already exists: ${name}`);
  }
  const keyArn = wanted.kind === 'KMS' ? explicitKey(wanted.key) : undefined;
  const encryption = newEncryption(keyArn, { table: chosen, state, kms });
  const table: Table = { ...chosen, encryption };
  state.tables.set(table.arn, table);
  return { TableDescription: describeTable(table) };
}

/** The key of a table under KMS, which the gateway has made explicit. */
export function explicitKey(keyArn: string | undefined): string {
  if (keyArn === undefined) throw new TypeError('a table under KMS reached the store without its key');
  return keyArn;
}
