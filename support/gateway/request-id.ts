import { randomUUID } from 'node:crypto';
import type { Service } from '../aws/operations.ts';
import { services } from '../aws/services.ts';

/** A new id for a request, before its service is known. */
export function newRequestId(): string {
  return randomUUID();
}

/** A request id in the form its service uses: 16 upper-case hex digits for S3, the whole UUID for the others. */
export function requestIdFor(service: Service | undefined, uuid: string): string {
  return service === undefined || services[service].protocol === 'rest-xml'
    ? uuid.replaceAll('-', '').slice(0, 16).toUpperCase()
    : uuid;
}
