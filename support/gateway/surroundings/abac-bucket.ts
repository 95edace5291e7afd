import type { Store } from '../../stores/store.ts';

/**
 * A bucket whose tags count in policies: attribute-based access control (ABAC) is enabled for it. No store that keyhole serves
 * beside its own can hold that.
 */
export interface AbacBucket {
  readonly name: string;
  /** The account that owns it. */
  readonly owner: string;
  /** Tells it from a later bucket of its name and account, for which ABAC is disabled. */
  readonly id: string;
}

/** Buckets for which ABAC is enabled. */
export interface AbacBuckets {
  /** True if the tags of a bucket count in policies. */
  isUnderAbac(bucket: AbacBucket): boolean;
}

/**
 * True if the tags of the bucket that now has a name and an owner count in policies. They do not by default.
 *
 * Source: Amazon S3 user guide, "Enabling ABAC in general purpose buckets".
 */
export async function isUnderAbac(
  store: Pick<Store, 'bucketOwner' | 'bucketId'>,
  surroundings: AbacBuckets,
  { name, owner }: Pick<AbacBucket, 'name' | 'owner'>,
): Promise<boolean> {
  const id = (await store.bucketOwner(name)) === owner ? await store.bucketId(name) : undefined;
  return id !== undefined && surroundings.isUnderAbac({ name, owner, id });
}
