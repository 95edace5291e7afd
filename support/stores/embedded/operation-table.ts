import type { Input, Operation, Output, Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';

/** What an embedded operation knows besides its input. */
export interface OperationContext<State> {
  readonly state: State;
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  readonly requestId: string;
}

/** The operations that the embedded store has of a service: typed input in, typed output out; AwsError thrown. */
export type OperationTable<S extends Service, State> = {
  readonly [O in Operation<S>]?: (
    input: Input<S, O>,
    context: OperationContext<State>,
  ) => Output<S, O> | Promise<Output<S, O>>;
};
