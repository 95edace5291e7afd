import type { OperationContext } from '../shared/operation-table.ts';
import type { DynamodbState } from './dynamodb-state.ts';

/** What every operation of DynamoDB knows besides its input. */
export type DynamodbContext = OperationContext<DynamodbState>;
