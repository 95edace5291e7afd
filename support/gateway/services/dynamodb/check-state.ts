import { AwsError } from '../../../aws/aws-error.ts';
import { resourceNotFound, validation } from '../../../aws/dynamodb-errors.ts';
import type { Input } from '../../../aws/operations.ts';
import { tokenPages } from '../../../aws/token-pages.ts';
import { requireHeld } from '../../desk/require-held.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { orAbsence } from '../../refusal/or-absence.ts';
import { addressedTable } from './addressed-table.ts';
import { requireRoomForTags } from './check-input.ts';
import { describedTable } from './described-table.ts';
import { requireIndexes } from './index-changes.ts';
import { requireKeysOfTables } from './keys-of-table.ts';
import { requireChange } from './table-changes.ts';

type Call = CallFacts<'dynamodb'>;

/**
 * Refuses an allowed DynamoDB call for the tables and tags that exist, and for the primary key of its table. Throws ResourceInUseException,
 * ResourceNotFoundException and ValidationException; ServiceUnavailable if the store does not tell.
 *
 * Source: Amazon DynamoDB API reference, CreateTable, DeleteTable and TagResource; the texts as AWS sends them.
 */
export async function checkDynamodbState(call: Call): Promise<void> {
  if (call.operation === 'CreateTable') await requireNewTable(call);
  if (call.operation === 'UpdateTable') await requireChanged(call);
  if (setsPolicy.has(call.operation)) requireRevisionHeld(call);
  if (call.operation === 'DeleteTable') await requireUnprotected(call);
  if (call.operation === 'TagResource') await requireRoom(call);
  await requireKeysOfTables(call);
}

const POLICY_UNKNOWN =
  'the store may not keep the policy that a table is created with. Create the table, and then put its policy.';

const setsPolicy: ReadonlySet<string> = new Set(['PutResourcePolicy', 'DeleteResourcePolicy']);
const REVISION_UNKNOWN =
  'the store may change the policy of a table whatever its revision is. Leave out ExpectedRevisionId.';

function requireRevisionHeld({ store, input }: Call): void {
  if (Reflect.get(input, 'ExpectedRevisionId') === undefined) return;
  requireHeld(store, 'revision of a table policy', REVISION_UNKNOWN);
}

async function requireChanged(call: Call): Promise<void> {
  const table = await described(call);
  if (table === undefined) return;
  const input = call.input as Input<'dynamodb', 'UpdateTable'>;
  requireChange(input, table);
  requireIndexes(input, table);
}

async function described(call: Call) {
  const table = addressedTable(call.input, call);
  return table && describedTable(call.store, table);
}

async function requireNewTable(call: Call): Promise<void> {
  const { ResourcePolicy } = call.input as Input<'dynamodb', 'CreateTable'>;
  if (ResourcePolicy !== undefined) requireHeld(call.store, 'policy of a new table', POLICY_UNKNOWN);
  const table = await described(call);
  if (table === undefined) return;
  throw new AwsError('ResourceInUseException', 400, `Table already exists: ${table.TableName}`);
}

async function requireUnprotected(call: Call): Promise<void> {
  if ((await described(call))?.DeletionProtectionEnabled !== true) return;
  throw validation(
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  );
}

async function requireRoom(call: Call): Promise<void> {
  const { ResourceArn, Tags = [] } = call.input as Input<'dynamodb', 'TagResource'>;
  const { account = call.account } = addressedTable(call.input, call) ?? {};
  const keys = new Set(Tags.map(({ Key }) => Key));
  const page = async (NextToken: string | undefined) => {
    const lookup = { service: 'dynamodb', operation: 'ListTagsOfResource', region: call.region } as const;
    const reading = () => call.store.read({ ...lookup, account, input: { ResourceArn, NextToken } });
    const listed = await orAbsence(reading, 'ResourceNotFoundException');
    if (listed instanceof AwsError) throw resourceNotFound();
    return listed;
  };
  for await (const { Tags: present = [] } of tokenPages(page)) for (const { Key } of present) keys.add(Key);
  requireRoomForTags(keys);
}
