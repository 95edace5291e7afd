import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { worksAcrossAccounts } from '../../../authorization/layers/own-account-only.ts';
import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { resourceNotFound, tableNotFound } from '../../../aws/dynamodb-errors.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { identityIn } from '../../../aws/resource-identity.ts';
import type { Conditions } from '../../../stores/store.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { type AddressedTable, addressedTable } from './addressed-table.ts';
import { chosenKey } from './chosen-key.ts';
import { describedTable } from './described-table.ts';
import { dynamodbSurfaces } from './dynamodb-surfaces.ts';
import { itemContext } from './item-context.ts';
import { checksToUseTable } from './table-kms-calls.ts';

type DynamodbOperation = Operation<'dynamodb'>;
type DynamodbInput = Input<'dynamodb', DynamodbOperation>;

/** Operations on items: they use the table's key, and their condition keys describe the items. */
const onItems: ReadonlySet<string> = new Set<DynamodbOperation>([
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
]);

/**
 * The checks of a DynamoDB call: DynamoDB's own permissions first, then, as the caller, what DynamoDB asks KMS. A key is
 * resolved when it is chosen, and by its ARN from then on.
 */
export async function planDynamodb(
  call: CallFacts<'dynamodb'>,
  rule: PermissionRule<'dynamodb', DynamodbOperation>,
): Promise<Plan<DynamodbInput>> {
  const { store, operation, region, account } = call;
  refuseGlobalTables(call);
  const table = addressedTable(call.input, call);
  const input = withName(call.input, table, account);
  if (table !== undefined && table.account !== account) {
    if (!worksAcrossAccounts(`dynamodb:${operation}`))
      return { checks: [{ kind: 'error', error: ownersOnly() }], input };
  }
  const named = operation === 'CreateTable' ? undefined : table;
  const described = named && (await describedTable(store, named));
  const ofItems = onItems.has(operation) ? itemContext(input, described) : {};
  const checks = rule(call.input, { region, account }).map((required) =>
    dynamodbCheck(call, required, { ofItems, owner: table?.account ?? account }),
  );
  if (table === undefined) return { checks, input };
  if (named !== undefined && described === undefined)
    return { checks: [...checks, { kind: 'error', error: noSuchTable(call, table) }], input };
  const conditions = described && onTable(table, described);
  if (onItems.has(operation))
    return { checks: [...checks, ...useChecks(call, table, described)], input, conditions };
  const chosen = await chosenKey({ ...call, input }, table, described?.SSEDescription?.KMSMasterKeyArn);
  return { checks: [...checks, ...chosen.checks], input: chosen.input, conditions };
}

/** The table that a call is decided on. */
function onTable({ name, account, region }: AddressedTable, described: TableDescription): Conditions {
  const table = { kind: 'table', name, account, region } as const;
  return { resources: [{ ...table, identity: identityIn(table, { Table: described }) }] };
}

/** Members about tables in other regions, which need further permissions. */
const OF_GLOBAL_TABLES = [
  'GlobalTableSettingsReplicationMode',
  'GlobalTableSourceArn',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'ReplicaUpdates',
];

function refuseGlobalTables({ operation, input }: CallFacts<'dynamodb'>): void {
  const member = OF_GLOBAL_TABLES.find((each) => Reflect.get(input, each) !== undefined);
  if (member === undefined) return;
  const message = `keyhole does not implement dynamodb:${operation} with ${member}.`;
  throw new AwsError('NotImplemented', 501, message);
}

/**
 * A table of the caller's account by its bare name, so that every store finds it; any other table by its ARN.
 */
function withName(input: DynamodbInput, table: AddressedTable | undefined, account: string): DynamodbInput {
  if (table?.account !== account || !('TableName' in input)) return input;
  return { ...input, TableName: table.name };
}

function dynamodbCheck(
  { facts }: CallFacts<'dynamodb'>,
  { action, resource, context }: RequiredPermission,
  { ofItems, owner }: { readonly ofItems: ReturnType<typeof itemContext>; readonly owner: string },
): Check {
  const supplied = suppliedValues(context, ofItems, { 'aws:ResourceAccount': owner });
  const permission = {
    action,
    resource,
    resourceAccount: owner,
    context: new CallContext(facts, supplied),
  };
  return { kind: 'permission', permission, surface: dynamodbSurfaces.dynamodb };
}

function useChecks(
  call: CallFacts<'dynamodb'>,
  table: AddressedTable,
  described: TableDescription | undefined,
): readonly Check[] {
  const arn = described?.SSEDescription?.KMSMasterKeyArn;
  if (arn === undefined) return [];
  return checksToUseTable({ call, table, key: { kind: 'key', arn, alias: undefined } });
}

/** The text as AWS sends it for resource-based policies. */
function ownersOnly(): AwsError {
  return new AwsError(
    'ValidationException',
    400,
    "This action is only supported by accounts that match the resource owner's account.",
  );
}

/** Refused here, so that a table created in the meantime is not used without a decision. */
function noSuchTable({ operation, input }: CallFacts<'dynamodb'>, { name }: AddressedTable): AwsError {
  return onItems.has(operation) || 'ResourceArn' in input ? resourceNotFound() : tableNotFound(name);
}
