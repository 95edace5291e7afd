import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import { createIamState } from '../../iam/iam-state.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import { kmsForServices } from '../kms-for-services.ts';
import { kmsOperations } from '../kms-operations.ts';
import { createKmsState, type KmsState } from '../kms-state.ts';

/** The account and region that a test calls from. */
export interface Caller {
  readonly account: string;
  readonly region: string;
}

/** A KMS of its own, called as the embedded store calls it. */
export interface KmsUnderTest {
  readonly state: KmsState;
  call<O extends Operation<'kms'>>(
    operation: O,
    input: Input<'kms', O>,
    from?: Partial<Caller>,
  ): Promise<Output<'kms', O>>;
  /** The ARN of a new key. */
  keyArn(input?: Input<'kms', 'CreateKey'>, from?: Partial<Caller>): Promise<string>;
}

/** The caller of tests for which caller and region do not matter. */
export const caller: Caller = { account, region: 'eu-west-1' };

/** An empty KMS, for one test. */
export function kmsUnderTest(now?: () => Date): KmsUnderTest {
  const state = createKmsState(now);
  const operations: OperationTable<'kms', KmsState> = kmsOperations;
  const offered = { kms: kmsForServices(state), iam: createIamState(), isPublic: undefined };
  const kms: KmsUnderTest = {
    state,
    async call(operation, input, from) {
      const handler = operations[operation];
      if (handler === undefined) throw new Error(`${operation} is not implemented`);
      const principal = { type: 'Service', service: 'test.amazonaws.com' } as const;
      return handler(input, { ...offered, state, ...caller, ...from, principal, requestId: 'test' });
    },
    async keyArn(input = {}, from) {
      const { KeyMetadata } = await kms.call('CreateKey', input, from);
      if (KeyMetadata?.Arn === undefined) throw new Error('CreateKey answered no ARN');
      return KeyMetadata.Arn;
    },
  };
  return kms;
}
