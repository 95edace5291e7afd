import { randomUUID } from 'node:crypto';
import type { Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';

/** A new id for a request, before its service is known. */
export function newRequestId(): string {
  return randomUUID();
}

/** A request id in the form its service uses: 16 upper-case hex digits for S3, the whole UUID for the others. */
export function requestIdFor(service: Service | undefined, uuid: string): string {
  if (service !== undefined && services[service].protocol !== 'rest-xml') return uuid;
  // The first 16 digits, without the hyphens of a UUID.
  return `${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}`.toUpperCase();
}
