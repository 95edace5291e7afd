import type { DataKeys } from '../data-keys.ts';
import type { OperationContext } from '../operation-table.ts';
import type { DynamodbState, Table } from './dynamodb-state.ts';

/** What DynamoDB asks of KMS. All of it throws AwsError as KMS words it. */
export interface DynamodbDependencies extends DataKeys {
  /** Makes DynamoDB's grant on a key for a table, and gives its id. */
  createGrant(keyArn: string, table: Pick<Table, 'name' | 'account' | 'region'>): string;
  /** Ends such a grant; one that is no longer there is none to end. */
  retireGrant(keyArn: string, grantId: string): void;
}

/** What every operation of DynamoDB knows besides its input. */
export interface DynamodbContext extends OperationContext<DynamodbState> {
  readonly dependencies: DynamodbDependencies;
}
