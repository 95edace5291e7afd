import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input, Operation } from '../../../../aws/operations.ts';
import { invalidArgument, invalidRequest } from '../../../../aws/s3-errors.ts';
import type { Store } from '../../../../stores/store.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { unlessMissing } from '../../../policies/unless-missing.ts';
import { bucketOwner } from '../bucket-owner.ts';
import type { OwnedBucket } from '../bucket-settings.ts';

/** The operations on the lock of an object. */
const ofLocks: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'GetObjectRetention',
  'PutObjectRetention',
  'GetObjectLegalHold',
  'PutObjectLegalHold',
]);

interface LockMembers {
  readonly Bucket?: string;
  readonly ObjectLockMode?: unknown;
  readonly ObjectLockRetainUntilDate?: unknown;
  readonly ObjectLockLegalHoldStatus?: unknown;
  readonly BypassGovernanceRetention?: boolean;
}

/**
 * Refuses retention, legal holds and their bypass if the bucket does not have Object Lock. Throws AwsError
 * `InvalidRequest`, `InvalidArgument`.
 *
 * Source: Amazon S3 user guide, "Locking objects with Object Lock".
 */
export function refuseLockOfOpenBucket(call: CallFacts<'s3'>): Promise<void> | undefined {
  const input: object = call.input;
  const members: LockMembers = input;
  const { Bucket = '', ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus: hold } = members;
  const locks =
    ofLocks.has(call.operation) || (ObjectLockMode ?? ObjectLockRetainUntilDate ?? hold) !== undefined;
  if (!locks && members.BypassGovernanceRetention === undefined) return undefined;
  return requireObjectLock(call, Bucket, locks);
}

async function requireObjectLock(call: CallFacts<'s3'>, Bucket: string, locks: boolean): Promise<void> {
  const bucket = { bucket: Bucket, account: await bucketOwner(call, Bucket) };
  if (await hasObjectLock(call.store, bucket)) return;
  if (locks) throw invalidRequest('Bucket is missing Object Lock Configuration');
  const header = 'x-amz-bypass-governance-retention';
  throw invalidArgument(`${header} is only applicable to Object Lock enabled buckets.`, header);
}

/**
 * Refuses Object Lock for a bucket without versioning, and to suspend the versioning of a bucket with Object Lock. Throws
 * AwsError `InvalidBucketState`.
 *
 * Source: as {@link refuseLockOfOpenBucket}; the texts as S3 sends them.
 */
export function refuseLockWithoutVersions(call: CallFacts<'s3'>): Promise<void> | undefined {
  const { operation } = call;
  if (operation === 'PutObjectLockConfiguration') return requireVersioning(call);
  return operation === 'PutBucketVersioning' ? keepVersioning(call) : undefined;
}

async function requireVersioning(call: CallFacts<'s3'>): Promise<void> {
  const { Bucket = '' } = call.input as Input<'s3', 'PutObjectLockConfiguration'>;
  const account = await bucketOwner(call, Bucket);
  const lookup = { service: 's3', operation: 'GetBucketVersioning', region: 'us-east-1' } as const;
  const { Status } = await call.store.read({ ...lookup, input: { Bucket }, account });
  if (Status === 'Enabled') return;
  throw invalidState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
}

async function keepVersioning(call: CallFacts<'s3'>): Promise<void> {
  const { Bucket = '', VersioningConfiguration } = call.input as Input<'s3', 'PutBucketVersioning'>;
  if (VersioningConfiguration?.Status === 'Enabled') return;
  const bucket = { bucket: Bucket, account: await bucketOwner(call, Bucket) };
  if (!(await hasObjectLock(call.store, bucket))) return;
  throw invalidState(
    'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
  );
}

function invalidState(message: string): AwsError {
  return new AwsError('InvalidBucketState', 409, message);
}

/** True if a bucket has Object Lock. Throws AwsError if that cannot be read. */
export async function hasObjectLock(
  store: Store,
  { bucket: Bucket, account }: OwnedBucket,
): Promise<boolean> {
  const lookup = { service: 's3', operation: 'GetObjectLockConfiguration', region: 'us-east-1' } as const;
  const read = await unlessMissing('ObjectLockConfigurationNotFoundError', () =>
    store.read({ ...lookup, input: { Bucket }, account }),
  );
  return read?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
}
