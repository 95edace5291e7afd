import { AwsError } from '../../../aws/aws-error.ts';
import { throughDynamodb } from '../../../aws/dynamodb-kms-errors.ts';
import { wantedEncryption } from '../../../aws/dynamodb-sse-specification.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { requireUsableKeys } from '../../kms-use/require-usable-keys.ts';
import { resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import type { AddressedTable } from './addressed-table.ts';
import { dynamodbKeyUse } from './dynamodb-key-use.ts';
import { checksToChooseKey } from './table-kms-calls.ts';

/**
 * The checks for choosing a table's key, and the input with the key resolved in the account of the caller. No checks if
 * the request chooses no key. `current` is the ARN of the KMS key that the table has, if any.
 */
export async function chosenKey(
  call: CallFacts<'dynamodb'>,
  table: AddressedTable,
  current: string | undefined,
): Promise<Plan<Input<'dynamodb', Operation<'dynamodb'>>>> {
  const { input, store } = call;
  const specification = 'SSESpecification' in input ? input.SSESpecification : undefined;
  if (specification === undefined) return { checks: [], input };
  try {
    const wanted = wantedEncryption(specification);
    if (wanted.kind !== 'KMS') return { checks: await leaving(call, current), input };
    if (table.account !== call.account) throw undocumented();
    if (wanted.key !== undefined && wanted.key === current) throw sameKey();
    const key = await resolveKeyReference(store, wanted.key ?? 'alias/aws/dynamodb', call);
    if (key.kind === 'missing') throw throughDynamodb(key.error);
    const resolved = { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key.arn } as const;
    const checks: Check[] = [...checksToChooseKey({ call, table, key })];
    if (!key.arn.includes(`:${call.account}:`)) checks.push({ kind: 'error', error: undocumented() });
    checks.push(...(await leaving(call, current)));
    return { checks, input: { ...input, SSESpecification: resolved } };
  } catch (error) {
    if (error instanceof AwsError) return { checks: [{ kind: 'error', error }], input };
    throw error;
  }
}

/** The old key of a table decrypts its table key once more. This check follows the permissions. */
async function leaving(
  { store, account, region, operation }: CallFacts<'dynamodb'>,
  current: string | undefined,
): Promise<readonly Check[]> {
  if (current === undefined) return [];
  try {
    await requireUsableKeys(store, { kmsKeys: [current], operation, account, region }, dynamodbKeyUse);
    return [];
  } catch (error) {
    if (error instanceof AwsError) return [{ kind: 'error', error }];
    throw error;
  }
}

function sameKey(): AwsError {
  return new AwsError(
    'ValidationException',
    400,
    'One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
  );
}

function undocumented(): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    "keyhole cannot decide this request: AWS does not document whether DynamoDB takes a key of another account than the table's.",
  );
}
