import type { Store } from '../../../stores/store.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** A bucket, and the account that owns it: lookups are made in that account. */
export interface OwnedBucket {
  readonly bucket: string;
  readonly account: string;
}

/**
 * The Object Ownership of a bucket; undefined if it has no ownership controls, as old buckets have none.
 * Throws AwsError if it cannot be read.
 */
export async function objectOwnership(store: Store, of: OwnedBucket): Promise<string | undefined> {
  const read = await unlessMissing('OwnershipControlsNotFoundError', () =>
    store.read(lookup('GetBucketOwnershipControls', of)),
  );
  return read?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
}

/** The ACL of a bucket. Throws AwsError if it cannot be read. */
export function bucketAcl(store: Store, of: OwnedBucket) {
  return store.read(lookup('GetBucketAcl', of));
}

/** The versioning of a bucket; undefined if it was never enabled. Throws AwsError if it cannot be read. */
export async function versioningOf(store: Store, of: OwnedBucket) {
  return (await store.read(lookup('GetBucketVersioning', of))).Status;
}

function lookup<O extends 'GetBucketOwnershipControls' | 'GetBucketAcl' | 'GetBucketVersioning'>(
  operation: O,
  { bucket: Bucket, account }: OwnedBucket,
) {
  return { service: 's3', operation, input: { Bucket }, region: 'us-east-1', account } as const;
}
