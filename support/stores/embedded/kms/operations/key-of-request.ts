import { requireState } from '../../../../aws/kms-key-states.ts';
import type { Operation } from '../../../../aws/operations.ts';
import { present } from '../../shared/constraints.ts';
import type { OperationContext } from '../../shared/operation-table.ts';
import type { KmsKey, KmsState } from '../kms-state.ts';
import { findKey } from '../resolve-key.ts';

/** The context that KMS operations have besides their input. */
export type KmsContext = OperationContext<KmsState>;

/**
 * The key that a request names, in a state in which the operation works. Throws ValidationException if the
 * request names no key, NotFoundException if the key does not exist, and DisabledException or
 * KMSInvalidStateException by its state.
 */
export function keyOf(operation: Operation<'kms'>, keyId: string | undefined, context: KmsContext): KmsKey {
  const key = findKey(context.state, present('keyId', keyId), context);
  requireState(operation, key);
  return key;
}
