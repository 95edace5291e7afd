import type { Operation } from '../../wire/operations.ts';
import { isDataOperation } from '../data-operations.ts';

/** Whether what was read may no longer hold once an operation has been performed. */
export function changesWhatIsRead(operation: Operation): boolean {
  return !isDataOperation(operation) && !/^(?:Get|List|Head|Describe)[A-Z]/.test(operation);
}
