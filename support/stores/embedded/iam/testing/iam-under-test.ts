import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { IamUser, Principal, RootUser } from '../../../../aws/principal.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import { kmsForServices } from '../../kms/kms-for-services.ts';
import { createKmsState } from '../../kms/kms-state.ts';
import type { OperationTable } from '../../shared/operation-table.ts';
import type { StsContext } from '../../sts/sts-context.ts';
import { stsOperations } from '../../sts/sts-operations.ts';
import { createStsState, type StsState } from '../../sts/sts-state.ts';
import { iamOperations } from '../iam-operations.ts';
import { createIamState, type IamState } from '../iam-state.ts';
/** A policy document that allows nothing that these tests ask for. */
export const DOCUMENT =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

/** The caller and its account; the root user of {@link account} by default. */
export interface Asking {
  readonly account?: string;
  readonly principal?: Principal;
}

/** The root user of an account. */
export function rootUser(accountId: string = account): RootUser {
  return { type: 'Root', accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
}

/** A user as authentication would identify it. */
export function iamUser(userName: string, userId = 'AIDAEXAMPLEEXAMPLE000'): IamUser {
  const arn = `arn:aws:iam::${account}:user/${userName}`;
  return { type: 'User', accountId: account, arn, userName, userId };
}

/** Empty states of IAM and STS, called as the embedded store calls them. */
export class IdentityState {
  readonly iamState: IamState = createIamState();
  readonly stsState: StsState = createStsState();
  readonly #offered = { kms: kmsForServices(createKmsState()), iam: this.iamState, isPublic: undefined };

  async iam<O extends Operation<'iam'>>(
    operation: O,
    input: Input<'iam', O>,
    asking: Asking = {},
  ): Promise<Output<'iam', O>> {
    const operations: OperationTable<'iam', IamState> = iamOperations;
    const perform = operations[operation];
    if (!perform) throw new Error(`The embedded IAM has no ${operation}`);
    return perform(input, { ...this.#offered, ...contextOf(asking), state: this.iamState });
  }

  async sts<O extends Operation<'sts'>>(
    operation: O,
    input: Input<'sts', O>,
    asking: Asking = {},
  ): Promise<Output<'sts', O>> {
    const operations: OperationTable<'sts', StsState, StsContext> = stsOperations;
    const perform = operations[operation];
    if (!perform) throw new Error(`The embedded STS has no ${operation}`);
    return perform(input, {
      ...this.#offered,
      ...contextOf(asking),
      state: this.stsState,
      iam: this.iamState,
    });
  }
}

function contextOf(asking: Asking) {
  const from = asking.account ?? account;
  const { principal = rootUser(from) } = asking;
  return { account: from, principal, region: 'eu-west-1', requestId: 'request' };
}
