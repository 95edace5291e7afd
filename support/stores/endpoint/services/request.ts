import type { Input, Operation, Service } from '../../../aws/operations.ts';
import type { Principal } from '../../../aws/principal.ts';

/** One request to an endpoint: a typed input, and the account and region that it addresses. */
export interface Request<S extends Service = Service, O extends Operation<S> = Operation<S>> {
  readonly service: S;
  readonly operation: O;
  readonly input: Input<S, O>;
  readonly account: string;
  readonly region: string;
  /** The sender of the call that the request is made for; absent for a request of the store itself. */
  readonly principal?: Principal | undefined;
  /** Called once the whole body was read, before its last bytes are sent. An error ends the request. */
  readonly beforeEnd?: (() => Promise<void>) | undefined;
}

/** The part of a request that is needed to complete its answer. */
export interface AnsweredRequest {
  readonly service: Service;
  readonly operation: Operation;
  readonly input: object;
}
