import { itemParts } from '../../aws/dynamodb-item-parts.ts';
import type { Input, Operation } from '../../aws/operations.ts';
import { indexArn, onTable, tableArn } from './dynamodb-resources.ts';
import type { PermissionTable, RequiredPermission, Scope } from './rule.ts';
import { notImplemented } from './table-rows.ts';
import { requestTagContext } from './tag-context.ts';

/**
 * The permissions of CreateTable, including those for the tags and the policy of the new table.
 * Source: Amazon DynamoDB developer guide, "Tagging resources in DynamoDB" and "Attach a policy to a DynamoDB existing
 * table"; Amazon DynamoDB API reference, CreateTable, ResourcePolicy.
 */
function createTable(input: Input<'dynamodb', 'CreateTable'>, scope: Scope): readonly RequiredPermission[] {
  const resource = tableArn(input.TableName, scope);
  const context = requestTagContext(input.Tags);
  const permissions = [{ action: 'dynamodb:CreateTable', resource, context }];
  if (input.Tags !== undefined && input.Tags.length > 0)
    permissions.push({ action: 'dynamodb:TagResource', resource, context });
  if (input.ResourcePolicy !== undefined)
    permissions.push({ action: 'dynamodb:PutResourcePolicy', resource, context: {} });
  return permissions;
}

/**
 * One permission for each table of a batch, and for each item of a transaction. A transaction has the permissions of the underlying
 * operations, in which a condition key names it.
 * Source: Amazon DynamoDB developer guide, "Using IAM with DynamoDB transactions".
 */
function onParts(operation: Operation<'dynamodb'>) {
  const context = operation.startsWith('Transact') ? { 'dynamodb:EnclosingOperation': operation } : undefined;
  return (input: object, scope: Scope): readonly RequiredPermission[] =>
    itemParts(operation, input).map(({ action, TableName }) => ({
      action: `dynamodb:${action}`,
      resource: tableArn(TableName, scope),
      context,
    }));
}

/** Query and Scan of a secondary index need the permission on the index, not on its table. */
function onTableOrIndex(operation: 'Query' | 'Scan') {
  return (input: Input<'dynamodb', 'Query' | 'Scan'>, scope: Scope): readonly RequiredPermission[] => {
    const table = tableArn(input.TableName, scope);
    const resource = input.IndexName === undefined ? table : indexArn(table, input.IndexName);
    return [{ action: `dynamodb:${operation}`, resource }];
  };
}

/** A rule for an operation on a resource given by its ARN. */
function onResource<I>(
  operation: string,
  contextOf: (input: I) => NonNullable<RequiredPermission['context']> = () => ({}),
) {
  return (input: I & { readonly ResourceArn?: string | undefined }): readonly RequiredPermission[] => [
    { action: `dynamodb:${operation}`, resource: input.ResourceArn ?? '', context: contextOf(input) },
  ];
}

/**
 * The permissions of DynamoDB's operations. The gateway adds dynamodb:LeadingKeys and dynamodb:Attributes, because they
 * depend on the table's key schema.
 *
 * Source: Service Authorization Reference, "Amazon DynamoDB"; Amazon DynamoDB developer guide, "DynamoDB API
 * permissions".
 */
export const dynamodbPermissions: PermissionTable<'dynamodb'> = {
  CreateTable: createTable,
  DescribeTable: onTable('DescribeTable'),
  UpdateTable: onTable('UpdateTable'),
  DeleteTable: onTable('DeleteTable'),
  // AWS's refusals name this resource, although the reference lists none for ListTables.
  ListTables: (_, scope) => [{ action: 'dynamodb:ListTables', resource: tableArn('*', scope) }],

  GetItem: onTable('GetItem'),
  PutItem: onTable('PutItem'),
  DeleteItem: onTable('DeleteItem'),
  UpdateItem: onTable('UpdateItem'),
  BatchGetItem: onParts('BatchGetItem'),
  BatchWriteItem: onParts('BatchWriteItem'),
  TransactGetItems: onParts('TransactGetItems'),
  TransactWriteItems: onParts('TransactWriteItems'),
  Query: onTableOrIndex('Query'),
  Scan: onTableOrIndex('Scan'),

  ListTagsOfResource: onResource('ListTagsOfResource'),
  TagResource: onResource<Input<'dynamodb', 'TagResource'>>('TagResource', ({ Tags }) =>
    requestTagContext(Tags),
  ),
  UntagResource: onResource<Input<'dynamodb', 'UntagResource'>>('UntagResource', ({ TagKeys }) => ({
    'aws:TagKeys': TagKeys,
  })),

  GetResourcePolicy: onResource('GetResourcePolicy'),
  PutResourcePolicy: onResource('PutResourcePolicy'),
  DeleteResourcePolicy: onResource('DeleteResourcePolicy'),

  DescribeContinuousBackups: onTable('DescribeContinuousBackups'),
  DescribeTimeToLive: onTable('DescribeTimeToLive'),

  ...notImplemented(
    'BatchExecuteStatement',
    'CancelBulkOperation',
    'CreateBackup',
    'CreateGlobalTable',
    'DeleteBackup',
    'DescribeBackup',
    'DescribeBulkOperation',
    'DescribeContributorInsights',
    'DescribeEndpoints',
    'DescribeExport',
    'DescribeGlobalTable',
    'DescribeGlobalTableSettings',
    'DescribeImport',
    'DescribeKinesisStreamingDestination',
    'DescribeLimits',
    'DescribeTableReplicaAutoScaling',
    'DisableKinesisStreamingDestination',
    'EnableKinesisStreamingDestination',
    'ExecuteStatement',
    'ExecuteTransaction',
    'ExportTableToPointInTime',
    'ImportTable',
    'ListBackups',
    'ListBulkOperations',
    'ListContributorInsights',
    'ListExports',
    'ListGlobalTables',
    'ListImports',
    'RestoreTableFromBackup',
    'RestoreTableToPointInTime',
    'SearchVectors',
    'StartBulkPutItems',
    'UpdateContinuousBackups',
    'UpdateContributorInsights',
    'UpdateGlobalTable',
    'UpdateGlobalTableSettings',
    'UpdateKinesisStreamingDestination',
    'UpdateTableReplicaAutoScaling',
    'UpdateTimeToLive',
  ),
};
