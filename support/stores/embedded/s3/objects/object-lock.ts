import type { ObjectLockConfiguration } from '@aws-sdk/client-s3';
import type { Bucket } from '../buckets/bucket.ts';
import type { ObjectLock, Retention } from './lock-of-version.ts';
import type { StoredObject } from './version.ts';

/** The members of a write that lock its object. */
export interface LockMembers {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

const DAY = 86_400_000;

/** The lock of a new object: the one that its request asks for, else the default retention of its bucket. */
export function lockOfWrite(input: LockMembers, { objectLock }: Bucket): ObjectLock {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold } = input;
  const asked = isMode(mode) && until !== undefined ? { mode, until } : undefined;
  const retention = asked ?? defaultRetention(objectLock);
  return {
    ...(retention && { retention }),
    ...(hold !== undefined && { legalHold: hold === 'ON' ? 'ON' : 'OFF' }),
  };
}

/** True for the modes of a retention. */
export function isMode(mode: string | undefined): mode is Retention['mode'] {
  return mode === 'GOVERNANCE' || mode === 'COMPLIANCE';
}

/** The retention that a bucket gives to new objects from now on. A year is one of the calendar. */
function defaultRetention(configuration: ObjectLockConfiguration | undefined): Retention | undefined {
  const { Mode, Days, Years } = configuration?.Rule?.DefaultRetention ?? {};
  if (!isMode(Mode)) return undefined;
  const now = new Date();
  const until = new Date(now.getTime() + (Days ?? 0) * DAY);
  until.setUTCFullYear(until.getUTCFullYear() + (Years ?? 0));
  return { mode: Mode, until };
}

/** The members by which GetObject and HeadObject tell a lock. */
export function lockMembers({ lock }: StoredObject) {
  const { retention, legalHold } = lock ?? {};
  return {
    ...(retention && { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until }),
    ...(legalHold && { ObjectLockLegalHoldStatus: legalHold }),
  };
}
