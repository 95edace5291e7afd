import type { Input, Operation, Service } from '../../aws/operations.ts';
import type { Store } from '../../stores/store.ts';
import type { RequestFacts } from '../context/request-facts.ts';

/**
 * An authenticated, decoded call, and the store that planning may read. It follows ReceivedCall in the list of
 * `gateway/plan/received-call.ts`.
 */
export interface CallFacts<S extends Service, O extends Operation<S> = Operation<S>> {
  readonly store: Store;
  readonly operation: O;
  readonly input: Input<S, O>;
  readonly facts: RequestFacts;
  /** The caller's account; for anonymous callers and services the account of the resource, so that lookups have one. */
  readonly account: string;
  readonly region: string;
}
