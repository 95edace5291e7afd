import { AwsError } from '../../aws/aws-error.ts';
import type { Store, WriteCondition } from '../../stores/store.ts';

/**
 * Refuses a write under a condition that the store cannot hold it to. `reason` says what the store does instead. Throws
 * AwsError `NotImplemented`.
 */
export function requireHeld(
  { cannotHold = [] }: Pick<Store, 'cannotHold'>,
  condition: WriteCondition,
  reason: string,
): void {
  if (cannotHold.includes(condition)) throw new AwsError('NotImplemented', 501, `keyhole: ${reason}`);
}
