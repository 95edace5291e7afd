import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { Principal } from '../../../../aws/principal.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import { createEmbeddedState, type EmbeddedState } from '../../embedded-state.ts';
import { EmbeddedStore } from '../../embedded-store.ts';

const root: Principal = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
};

/** For tests: DynamoDB of an embedded store, asked by the root user of one account. */
export interface DynamodbUnderTest {
  readonly state: EmbeddedState;
  readonly store: EmbeddedStore;
  ask<O extends Operation<'dynamodb'>>(
    operation: O,
    input: Input<'dynamodb', O>,
    region?: string,
  ): Promise<Output<'dynamodb', O>>;
}

/** For tests: a store with nothing in it, or another. */
export function dynamodbUnderTest(
  state = createEmbeddedState(),
  store = new EmbeddedStore({ state }),
): DynamodbUnderTest {
  return {
    state,
    store,
    ask: (operation, input, region = 'eu-west-1') =>
      store.perform({
        service: 'dynamodb',
        operation,
        input,
        region,
        account,
        principal: root,
        requestId: 'r-1',
      }),
  };
}

/** For tests: a table of items with an `id`, paid on demand. */
export const books = {
  TableName: 'books',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
} satisfies Input<'dynamodb', 'CreateTable'>;
