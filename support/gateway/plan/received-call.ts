import type { Operation, Service } from '../../aws/operations.ts';
import type { RequestFacts } from '../context/request-facts.ts';

/**
 * A request that has been decoded and authenticated.
 *
 * One call grows from stage to stage, and each stage has its own type:
 *
 * | type           | where                  | what it adds                                                         |
 * | -------------- | ---------------------- | -------------------------------------------------------------------- |
 * | `Decoded`      | `wire/decode.ts`       | The service, the operation and its input, read from bytes.           |
 * | `ReceivedCall` | here                   | The facts of the request, of which the caller is one.                |
 * | `CallFacts`    | `plan/call-facts.ts`   | The store that a desk may read, and the account of its lookups.      |
 * | `AllowedCall`  | `desk/service-desk.ts` | The explicit input, and the checks that were granted.                |
 * | `Call`         | `stores/store.ts`      | The conditions of the write; it keeps the caller and the request id. |
 */
export interface ReceivedCall {
  readonly service: Service;
  readonly operation: Operation;
  /** The operation's own input, in the SDK's shape; a streamed body is read only when the call is performed. */
  readonly input: object;
  readonly facts: RequestFacts;
}
