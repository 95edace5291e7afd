import { validation } from '../../../../aws/dynamodb-errors.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { DynamodbState } from '../dynamodb-state.ts';
import { endEncryption } from '../encryption/table-encryption.ts';
import { createTable } from './create-table.ts';
import { findTable } from './find-table.ts';
import { describeTable } from './table-description.ts';
import { changeTable } from './update-table.ts';

/** Source: Amazon DynamoDB API reference, ListTables. */
const MOST_NAMES = 100;

/**
 * The operations on tables themselves.
 * Source: Amazon DynamoDB API reference, the operation of each name.
 */
export const tableOperations = {
  CreateTable: createTable,
  UpdateTable: changeTable,

  DescribeTable({ TableName }, context) {
    return { Table: describeTable(findTable(context, TableName)) };
  },

  DeleteTable({ TableName }, context) {
    const table = findTable(context, TableName);
    if (table.deletionProtection) {
      throw validation(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      );
    }
    context.state.tables.delete(table.arn);
    endEncryption(table.encryption, context);
    return { TableDescription: { ...describeTable(table), TableStatus: 'DELETING' } };
  },

  ListTables(input, { state, account, region }) {
    const { ExclusiveStartTableName: after = '', Limit = MOST_NAMES } = input;
    const names = [...state.tables.values()]
      .filter((table) => table.account === account && table.region === region)
      .map(({ name }) => name)
      .filter((name) => name > after)
      .sort();
    const TableNames = names.slice(0, Limit);
    return { TableNames, ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
  },

  DescribeContinuousBackups({ TableName }, context) {
    findTable(context, TableName);
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: 'DISABLED' } as const;
    return {
      ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription },
    };
  },

  DescribeTimeToLive({ TableName }, context) {
    findTable(context, TableName);
    return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
  },
} satisfies OperationTable<'dynamodb', DynamodbState>;
