import type { Operation } from '../../wire/operations.ts';
import { isDataOperation } from '../data-operations.ts';

/** Whether an operation only tells what is there. */
export function isRead(operation: Operation): boolean {
  return /^(?:Get|List|Head|Describe)[A-Z]/.test(operation);
}

/** Whether what was read may no longer hold once an operation has been performed. */
export function changesWhatIsRead(operation: Operation): boolean {
  return !isDataOperation(operation) && !isRead(operation);
}
