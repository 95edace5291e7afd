import type { OperationContext } from '../shared/operation-table.ts';
import type { DynamodbState } from './dynamodb-state.ts';

/** The context of every operation of DynamoDB, besides its input. */
export type DynamodbContext = OperationContext<DynamodbState>;
