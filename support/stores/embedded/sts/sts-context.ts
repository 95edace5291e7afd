import type { IamState } from '../iam/iam-state.ts';
import type { OperationContext } from '../shared/operation-table.ts';
import type { StsState } from './sts-state.ts';

/** The context of an STS operation, with the users and roles that it makes sessions of. */
export interface StsContext extends OperationContext<StsState> {
  readonly iam: IamState;
}
