import type { OperationTable } from '../shared/operation-table.ts';
import type { DynamodbState } from './dynamodb-state.ts';
import { readOperations } from './items/read-operations.ts';
import { writeOperations } from './items/write-operations.ts';
import { resourcePolicyOperations } from './resource-policies.ts';
import { tableOperations } from './tables/table-operations.ts';
import { tagOperations } from './tags.ts';

/** DynamoDB's operations; the embedded store answers any other with NotImplemented. */
export const dynamodbOperations = {
  ...tableOperations,
  ...readOperations,
  ...writeOperations,
  ...tagOperations,
  ...resourcePolicyOperations,
} satisfies OperationTable<'dynamodb', DynamodbState>;
