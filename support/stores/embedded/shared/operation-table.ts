import type { Input, Operation, Output, Service } from '../../../aws/operations.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { OfferedServices } from './offered-services.ts';

/** The context of an embedded operation: its service's state, the request, and the operations that other services offer. */
export interface OperationContext<State> extends OfferedServices {
  readonly state: State;
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  readonly requestId: string;
}

/**
 * The operations that the embedded store has of a service. Each takes a typed input, returns a typed output
 * and throws AwsError.
 */
export type OperationTable<S extends Service, State, Context = OperationContext<State>> = {
  readonly [O in Operation<S>]?: (
    input: Input<S, O>,
    context: Context,
  ) => Output<S, O> | Promise<Output<S, O>>;
};
