import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { worksAcrossAccounts } from '../../../authorization/layers/own-account-only.ts';
import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { resourceNotFound, tableNotFound } from '../../../aws/dynamodb-errors.ts';
import { type ItemPart, itemOperations, itemParts } from '../../../aws/dynamodb-item-parts.ts';
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
import { withTableNames } from './table-names.ts';

type DynamodbOperation = Operation<'dynamodb'>;
type DynamodbInput = Input<'dynamodb', DynamodbOperation>;

const onItems: ReadonlySet<string> = new Set(itemOperations);

/**
 * The checks of a DynamoDB call: DynamoDB's own permissions first, then, as the caller, what DynamoDB asks KMS. A key is
 * resolved when it is chosen, and by its ARN from then on.
 */
export async function planDynamodb(
  call: CallFacts<'dynamodb'>,
  rule: PermissionRule<'dynamodb', DynamodbOperation>,
): Promise<Plan<DynamodbInput>> {
  refuseGlobalTables(call);
  return onItems.has(call.operation) ? planItems(call, rule) : planTable(call, rule);
}

/** The checks of a call on a table itself, or on none. */
async function planTable(
  call: CallFacts<'dynamodb'>,
  rule: PermissionRule<'dynamodb', DynamodbOperation>,
): Promise<Plan<DynamodbInput>> {
  const { store, operation, region, account } = call;
  const table = addressedTable(call.input, call);
  const input = withName(call.input, table, account);
  if (table !== undefined && table.account !== account) {
    if (!worksAcrossAccounts(`dynamodb:${operation}`))
      return { checks: [{ kind: 'error', error: ownersOnly() }], input };
  }
  const named = operation === 'CreateTable' ? undefined : table;
  const described = named && (await describedTable(store, named));
  const checks = rule(call.input, { region, account }).map((required) =>
    dynamodbCheck(call, required, { ofItems: {}, owner: table?.account ?? account }),
  );
  if (table === undefined) return { checks, input };
  if (named !== undefined && described === undefined)
    return { checks: [...checks, { kind: 'error', error: noSuchTable(call, table) }], input };
  const conditions = described && onTables([{ table, described }]);
  const chosen = await chosenKey({ ...call, input }, table, described?.SSEDescription?.KMSMasterKeyArn);
  return { checks: [...checks, ...chosen.checks], input: chosen.input, conditions };
}

/** A part of a call, and the table that it is about. */
interface PlannedPart {
  readonly part: ItemPart;
  readonly table: AddressedTable;
  /** Undefined if the table does not exist. */
  readonly described: TableDescription | undefined;
}

/** The checks of a call on items: the permission for each part, then each table once. */
async function planItems(
  call: CallFacts<'dynamodb'>,
  rule: PermissionRule<'dynamodb', DynamodbOperation>,
): Promise<Plan<DynamodbInput>> {
  const { region, account } = call;
  const parts = await plannedParts(call);
  const required = rule(call.input, { region, account });
  const checks = parts.flatMap(({ part, table, described }, at): Check[] => {
    const permission = required[at];
    if (permission === undefined) throw new TypeError(`${call.operation} lacks the permission of a part`);
    const ofItems = itemContext(part, described);
    return [dynamodbCheck(call, permission, { ofItems, owner: table.account })];
  });
  const input = withNames(call, parts);
  const tables = [...new Map(parts.map((part) => [part.table.arn, part])).values()];
  if (tables.some(({ described }) => described === undefined))
    return { checks: [...checks, { kind: 'error', error: resourceNotFound() }], input };
  const uses = tables.flatMap(({ table, described }) => useChecks(call, table, described));
  return { checks: [...checks, ...uses], input, conditions: onTables(tables) };
}

async function plannedParts(call: CallFacts<'dynamodb'>): Promise<readonly PlannedPart[]> {
  const known = new Map<string, TableDescription | undefined>();
  const planned: PlannedPart[] = [];
  for (const part of itemParts(call.operation, call.input)) {
    const table = addressedTable(part, call);
    if (table === undefined) throw new TypeError(`a part of ${call.operation} names no table`);
    if (!known.has(table.arn)) known.set(table.arn, await describedTable(call.store, table));
    planned.push({ part, table, described: known.get(table.arn) });
  }
  return planned;
}

/** The tables that a call is decided on. */
function onTables(tables: readonly Pick<PlannedPart, 'table' | 'described'>[]): Conditions {
  const resources = tables.flatMap(({ table: { name, account, region }, described }) => {
    const table = { kind: 'table', name, account, region } as const;
    return described === undefined ? [] : [{ ...table, identity: identityIn(table, { Table: described }) }];
  });
  return { resources };
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

/** The input with the names of tables as {@link withName} gives them, in every part. */
function withNames(
  { operation, input, account }: CallFacts<'dynamodb'>,
  parts: readonly PlannedPart[],
): DynamodbInput {
  const [first] = parts;
  if (!/^(Batch|Transact)/.test(operation)) return withName(input, first?.table, account);
  const renamed = new Map(
    parts.map(({ part, table }) => [part.TableName, table.account === account ? table.name : table.arn]),
  );
  return withTableNames(input, (name) => renamed.get(name) ?? name);
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
function noSuchTable({ input }: CallFacts<'dynamodb'>, { name }: AddressedTable): AwsError {
  return 'ResourceArn' in input ? resourceNotFound() : tableNotFound(name);
}
