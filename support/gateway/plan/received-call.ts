import type { Operation, Service } from '../../aws/operations.ts';
import type { RequestFacts } from '../context/request-facts.ts';

/** A request that has been decoded and authenticated. */
export interface ReceivedCall {
  readonly service: Service;
  readonly operation: Operation;
  /** The operation's own input, in the SDK's shape; a streamed body is read only when the call is performed. */
  readonly input: object;
  readonly facts: RequestFacts;
}
