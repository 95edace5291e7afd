import type { ObjectLockConfiguration } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
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

/** True if a version is under retention now. */
export function isRetained({ retention }: ObjectLock, now = new Date()): boolean {
  return retention !== undefined && retention.until > now;
}

/**
 * Refuses to delete a version under a legal hold, or under a retention that the request does not bypass. Throws AwsError
 * `AccessDenied`.
 *
 * Source: Amazon S3 user guide, "Locking objects with Object Lock"; the text as S3 sends it.
 */
export function refuseLocked({ lock = {} }: StoredObject, bypass: boolean): void {
  const isHeld = lock.legalHold === 'ON';
  const isBypassed = bypass && lock.retention?.mode === 'GOVERNANCE';
  if (isHeld || (isRetained(lock) && !isBypassed)) throw protectedByLock(lock);
}

/**
 * Refuses to replace the encryption of a locked version. No request bypasses its lock. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 API reference, UpdateObjectEncryption, Errors.
 */
export function refuseEncryptionOfLocked({ lock = {} }: StoredObject): void {
  if (lock.legalHold !== 'ON' && !isRetained(lock)) return;
  const remedy =
    lock.legalHold !== 'ON' && lock.retention?.mode === 'COMPLIANCE'
      ? 'wait until then: no principal can end compliance mode earlier'
      : 'end the legal hold and the retention first';
  const message =
    "The encryption type for the specified object can't be updated because that object is protected by S3 Object Lock.";
  throw new AwsError('AccessDenied', 403, message).because({ why: whyLocked(lock), remedy });
}

/** The refusal of a change that a lock forbids. */
export function protectedByLock(lock: ObjectLock): AwsError {
  const { retention, legalHold } = lock;
  const remedy =
    legalHold === 'ON'
      ? 'end the legal hold with PutObjectLegalHold'
      : retention?.mode === 'GOVERNANCE'
        ? 'send x-amz-bypass-governance-retention: true, which needs s3:BypassGovernanceRetention'
        : 'wait until then: no principal can end compliance mode earlier';
  const message = 'Access Denied because object protected by object lock.';
  return new AwsError('AccessDenied', 403, message).because({ why: whyLocked(lock), remedy });
}

function whyLocked({ retention, legalHold }: ObjectLock): string {
  return legalHold === 'ON'
    ? 'the version is under a legal hold'
    : `the version is retained in ${retention?.mode} mode until ${retention?.until.toISOString()}`;
}
