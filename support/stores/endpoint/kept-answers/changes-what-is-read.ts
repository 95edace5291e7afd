import type { Operation, Service } from '../../../aws/operations.ts';
import { services } from '../../../aws/services.ts';
import { isDataOperation } from '../../data-operations.ts';

/** Whether an operation only tells what is there. */
export function isRead(operation: Operation): boolean {
  return /^(?:(?:Get|List|Head|Describe)[A-Z]|(?:Query|Scan)$)/.test(operation);
}

/** Whether what was read may no longer hold once an operation has been performed. Of S3's data, tags and ACLs are read. */
export function changesWhatIsRead(service: Service, operation: Operation): boolean {
  return !isRead(operation) && (services[service].dataIsRead || !isDataOperation(operation));
}
