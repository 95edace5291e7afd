import { dynamodbPermissions } from '../../../../authorization/permissions/dynamodb.ts';
import type { Input, Operation } from '../../../../aws/operations.ts';
import type { Principal } from '../../../../aws/principal.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import type { DynamodbUnderTest } from '../../../../stores/embedded/dynamodb/testing/dynamodb-under-test.ts';
import { createEmbeddedState } from '../../../../stores/embedded/embedded-state.ts';
import { EmbeddedStore } from '../../../../stores/embedded/embedded-store.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { checkDynamodbInput } from '../check-input.ts';
import { checkDynamodbState } from '../check-state.ts';
import { planDynamodb } from '../plan-dynamodb.ts';

const principal: Principal = {
  type: 'Root',
  accountId: account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
};

export type { DynamodbUnderTest };

/** For tests: tables with all that the gateway refuses except for permissions, in a store with nothing in it, or another. */
export function dynamodbUnderTest(
  state = createEmbeddedState(),
  store = new EmbeddedStore({ state }),
): DynamodbUnderTest {
  return {
    state,
    store,
    async ask<O extends Operation<'dynamodb'>>(
      operation: O,
      input: Input<'dynamodb', O>,
      region = 'eu-west-1',
    ) {
      const at = { account, region };
      const facts = factsAt(region);
      // The operation says which input this is; the compiler cannot follow it through the gateway's tables.
      const call = { store, operation, input, facts, ...at } as unknown as CallFacts<'dynamodb'>;
      const rule = dynamodbPermissions[operation];
      if (rule === 'not implemented') throw new Error(`${operation} is not implemented`);
      checkDynamodbInput(call);
      const planned = await planDynamodb(call, rule as Parameters<typeof planDynamodb>[1]);
      for (const check of planned.checks) if (check.kind === 'error') throw check.error;
      await checkDynamodbState({ ...call, input: planned.input });
      const explicit = planned.input as unknown as Input<'dynamodb', O>;
      const request = { service: 'dynamodb', operation, input: explicit, ...at } as const;
      return store.perform<'dynamodb', O>({ ...request, principal, requestId: 'r-1' });
    },
  };
}

function factsAt(region: string): CallFacts<'dynamodb'>['facts'] {
  const payload = { kind: 'unsigned' } as const;
  const authenticated = { principal, authType: undefined, signatureVersion: undefined, payload };
  return {
    principal,
    authenticated: { ...authenticated, contentSha256: undefined },
    http: { headers: {}, sourceIp: '127.0.0.1', secure: true },
    region,
    time: new Date(),
  };
}

/** For tests: a table of items with an `id`, paid on demand. */
export const books = {
  TableName: 'books',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
} satisfies Input<'dynamodb', 'CreateTable'>;
