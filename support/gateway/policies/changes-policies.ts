import { isReadOnly } from '../../authorization/permissions/read-only.ts';
import type { Operation } from '../../aws/operations.ts';
import { isDataOperation } from '../../stores/data-operations.ts';

/** True unless an operation is known to leave policies, identities, buckets and keys as they are. */
export function changesPolicies(operation: Operation): boolean {
  return !isDataOperation(operation) && !isReadOnly(operation);
}
