import { randomUUID } from 'node:crypto';
import type { Service } from '../aws/operations.ts';

/** What a request will be called by, before it is known which service it is for. */
export function newRequestId(): string {
  return randomUUID();
}

/** A request id in the form its service uses: 16 upper-case hex digits for S3, the whole UUID for the others. */
export function requestIdFor(service: Service | undefined, uuid: string): string {
  return service === undefined || service === 's3'
    ? uuid.replaceAll('-', '').slice(0, 16).toUpperCase()
    : uuid;
}
