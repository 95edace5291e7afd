import { randomBytes, randomUUID } from 'node:crypto';

/** The identity of a running lab for its pages, which stays the same while its scenario is changed. */
export interface PageIdentity {
  /** The id by which a reader of a stream notices another lab. */
  readonly lab: string;
  /** The token that only a reader of the lab's pages knows. */
  readonly token: string;
}

/** The identity of a lab that starts. */
export function newIdentity(): PageIdentity {
  return { lab: randomUUID(), token: randomBytes(24).toString('base64url') };
}
