import type { Operation, Service } from '../../../aws/operations.ts';
import { services } from '../../../aws/services.ts';
import { isDataOperation } from '../../data-operations.ts';

/** True if an operation only reads. */
export function isRead(operation: Operation): boolean {
  return /^(?:(?:Get|List|Head|Describe)[A-Z]|(?:Query|Scan)$)/.test(operation);
}

/** True if an operation may make earlier reads wrong. Of S3's data, tags and ACLs are read. */
export function changesReads(service: Service, operation: Operation): boolean {
  return !isRead(operation) && (services[service].dataIsRead || !isDataOperation(operation));
}
