import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import { type Awaitable, whenKnown } from '../../../awaitable.ts';
import { StaleDecisionError } from '../../../stale-decision-error.ts';
import type { Call, Conditions } from '../../../store.ts';
import type { BucketDirectory, BucketPlace } from './bucket-directory.ts';

/**
 * Throws StaleDecisionError if a call's bucket is no longer the one that it was decided on. Another account owns
 * it, or the same account made it anew. If the bucket no longer exists, the endpoint answers NoSuchBucket.
 *
 * Differs: endpoints do not compare the owner of a bucket, nor when it was made, when they perform a call. Both are looked
 * up directly before the call is sent, and again before the last bytes of its body.
 */
export function requireBucketOwners({ conditions }: Call, buckets: BucketDirectory): Awaitable<void> {
  return eachPlace(conditions, buckets, (place, bucket) => {
    if (place !== undefined && !isDecided(place, bucket, conditions))
      throw new StaleDecisionError(`the bucket ${bucket}`);
  });
}

/** Checks the buckets that a call was decided on, one after another: at once if their places are known. */
function eachPlace(
  conditions: Conditions | undefined,
  buckets: BucketDirectory,
  check: (place: BucketPlace | undefined, bucket: string) => void,
): Awaitable<void> {
  return Object.keys(conditions?.bucketOwners ?? {}).reduce<Awaitable<void>>(
    (done, bucket) => whenKnown(done, () => whenKnown(buckets.find(bucket), (place) => check(place, bucket))),
    undefined,
  );
}

function isDecided(place: BucketPlace, bucket: string, conditions: Conditions | undefined): boolean {
  const id = conditions?.bucketIds?.[bucket];
  return place.owner === conditions?.bucketOwners?.[bucket] && (id === undefined || place.id === id);
}

/** As {@link requireBucketOwners}, for a call whose body was read. Throws AwsError `NoSuchBucket`: its bucket is gone. */
export function requireBucketsRemain({ conditions }: Call, buckets: BucketDirectory): Awaitable<void> {
  return eachPlace(conditions, buckets, (place, bucket) => {
    if (place === undefined || !isDecided(place, bucket, conditions)) throw noSuchBucket(bucket);
  });
}
