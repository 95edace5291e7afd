import type { ObjectLockRetention } from '@aws-sdk/client-s3';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { ObjectReference } from '../../../../aws/object-reference.ts';
import type { Input } from '../../../../aws/operations.ts';
import { type Awaitable, caught } from '../../../../stores/awaitable.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { bucketOwner } from '../bucket-owner.ts';
import { hasObjectLock } from './object-lock.ts';

/** The lock of a version: a retention, a legal hold, both or neither. */
interface Lock {
  readonly retention: ObjectLockRetention | undefined;
  readonly isHeld: boolean;
}

/**
 * Refuses to delete a version under a legal hold, or under a retention that the request does not bypass. Refuses to shorten a
 * retention in force, and to replace the encryption of a locked version. The store holds the call to the state that it was
 * decided on. Throws AwsError `AccessDenied`.
 *
 * Source: Amazon S3 user guide, "Locking objects with Object Lock".
 */
export function refuseLockedVersion(call: CallFacts<'s3'>): Promise<void> | undefined {
  switch (call.operation) {
    case 'DeleteObject': {
      const { Bucket = '', Key = '', VersionId, BypassGovernanceRetention } = inputOf(call, 'DeleteObject');
      // Without a version, a delete marker hides the object, and deletes nothing.
      if (VersionId === undefined) return undefined;
      return refuseLocked(call, { Bucket, Key, VersionId }, BypassGovernanceRetention === true);
    }
    case 'PutObjectRetention':
      return refuseWeakerRetention(call, inputOf(call, 'PutObjectRetention'));
    case 'UpdateObjectEncryption': {
      const { Bucket = '', Key = '', VersionId } = inputOf(call, 'UpdateObjectEncryption');
      return refuseNewEncryption(call, { Bucket, Key, VersionId });
    }
    default:
      return undefined;
  }
}

function inputOf<O extends 'DeleteObject' | 'PutObjectRetention' | 'UpdateObjectEncryption'>(
  call: CallFacts<'s3'>,
  _: O,
): Input<'s3', O> {
  // The operation says which of S3's inputs this is.
  return call.input as Input<'s3', O>;
}

type Asking = Pick<CallFacts<'s3'>, 'store' | 'operation' | 'account'>;

/** Refuses to delete one version, if its lock forbids it. Throws AwsError `AccessDenied`. */
export async function refuseLocked(call: Asking, version: ObjectReference, bypass: boolean): Promise<void> {
  const lock = await lockOf(call, version);
  if (lock === undefined) return;
  const isBypassed = bypass && lock.retention?.Mode === 'GOVERNANCE';
  if (lock.isHeld || (lock.retention !== undefined && !isBypassed)) throw protectedByLock(lock);
}

/**
 * A retention in force can be prolonged. In governance mode a bypass can also shorten or end it, or change its mode.
 *
 * Source: as {@link refuseLockedVersion}.
 */
async function refuseWeakerRetention(call: Asking, input: Input<'s3', 'PutObjectRetention'>): Promise<void> {
  const { Bucket = '', Key = '', VersionId, Retention: wanted, BypassGovernanceRetention: bypass } = input;
  const { retention } = (await lockOf(call, { Bucket, Key, VersionId })) ?? {};
  if (retention === undefined || (bypass === true && retention.Mode === 'GOVERNANCE')) return;
  const isProlonged = untilOf(wanted) >= untilOf(retention);
  if (wanted?.Mode === retention.Mode && isProlonged) return;
  throw protectedByLock({ retention, isHeld: false });
}

/**
 * No request bypasses the lock of a version to replace its encryption.
 *
 * Source: Amazon S3 API reference, UpdateObjectEncryption, Errors.
 */
async function refuseNewEncryption(call: Asking, version: ObjectReference): Promise<void> {
  const lock = await lockOf(call, version);
  if (lock === undefined || (!lock.isHeld && lock.retention === undefined)) return;
  const remedy =
    !lock.isHeld && lock.retention?.Mode === 'COMPLIANCE'
      ? 'wait until then: no principal can end compliance mode earlier'
      : 'end the legal hold and the retention first';
  const message =
    "The encryption type for the specified object can't be updated because that object is protected by S3 Object Lock.";
  throw new AwsError('AccessDenied', 403, message).because({ why: whyLocked(lock), remedy });
}

function protectedByLock(lock: Lock): AwsError {
  const remedy = lock.isHeld
    ? 'end the legal hold with PutObjectLegalHold'
    : lock.retention?.Mode === 'GOVERNANCE'
      ? 'send x-amz-bypass-governance-retention: true, which needs s3:BypassGovernanceRetention'
      : 'wait until then: no principal can end compliance mode earlier';
  const message = 'Access Denied because object protected by object lock.';
  return new AwsError('AccessDenied', 403, message).because({ why: whyLocked(lock), remedy });
}

function whyLocked({ retention, isHeld }: Lock): string {
  return isHeld
    ? 'the version is under a legal hold'
    : `the version is retained in ${retention?.Mode} mode until ${retention?.RetainUntilDate?.toISOString()}`;
}

/** The answers for a version that does not exist or has no lock. The store then refuses what it has to. */
const NO_LOCK: ReadonlySet<string> = new Set([
  'MethodNotAllowed',
  'NoSuchKey',
  'NoSuchObjectLockConfiguration',
  'NoSuchVersion',
]);

/** True if an error says that a version has no lock. A version id that S3 never gives names no version. */
function saysNoLock(error: unknown): boolean {
  if (!(error instanceof AwsError)) return false;
  return (
    NO_LOCK.has(error.code) ||
    (error.code === 'InvalidArgument' && error.members.ArgumentName === 'versionId')
  );
}

/** The part of a lock that was read; undefined if there is none. Throws AwsError if that cannot be told. */
function unlessUnlocked<T>(read: () => Awaitable<T>): Awaitable<T | undefined> {
  return caught(read, (error) => {
    if (saysNoLock(error)) return undefined;
    throw error;
  });
}

/** The lock of a version, with a retention only if it is in force; undefined for a bucket without Object Lock. */
async function lockOf(call: Asking, version: ObjectReference): Promise<Lock | undefined> {
  const { Bucket, Key, VersionId } = version;
  const account = await bucketOwner(call, Bucket);
  if (!(await hasObjectLock(call.store, { bucket: Bucket, account }))) return undefined;
  const at = { service: 's3', region: 'us-east-1', account, input: { Bucket, Key, VersionId } } as const;
  const [retained, held] = await Promise.all([
    unlessUnlocked(async () => call.store.read({ ...at, operation: 'GetObjectRetention' })),
    unlessUnlocked(async () => call.store.read({ ...at, operation: 'GetObjectLegalHold' })),
  ]);
  const retention = retained?.Retention;
  return {
    retention: untilOf(retention) > Date.now() ? retention : undefined,
    isHeld: held?.LegalHold?.Status === 'ON',
  };
}

function untilOf(retention: ObjectLockRetention | undefined): number {
  return retention?.RetainUntilDate?.getTime() ?? 0;
}
