import type { IamState } from '../iam/iam-state.ts';
import type { OperationContext } from '../shared/operation-table.ts';
import type { StsState } from './sts-state.ts';

/** What an operation of STS knows besides its input: also the users and roles that it makes sessions of. */
export interface StsContext extends OperationContext<StsState> {
  readonly iam: IamState;
}
