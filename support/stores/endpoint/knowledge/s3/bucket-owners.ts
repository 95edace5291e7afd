import { noSuchBucket } from '../../../../aws/no-such-bucket.ts';
import { DecidedOnOther } from '../../../decided-on-other.ts';
import type { Call } from '../../../store.ts';
import type { BucketDirectory } from './bucket-directory.ts';

/**
 * Throws DecidedOnOther if a bucket that a call names is no longer the bucket of the account that it was decided on. A
 * bucket that does not exist any more is left to the endpoint, which answers NoSuchBucket.
 *
 * Differs: endpoints do not look at the owner of a bucket when they perform a call. The owner is looked up directly before
 * the call is sent, and again before the last bytes of its body.
 */
export async function requireBucketOwners({ conditions }: Call, buckets: BucketDirectory): Promise<void> {
  for (const [bucket, decided] of Object.entries(conditions?.bucketOwners ?? {})) {
    const place = await buckets.find(bucket);
    if (place !== undefined && place.owner !== decided) throw new DecidedOnOther(`the bucket ${bucket}`);
  }
}

/** As {@link requireBucketOwners}, for a call whose body was read. Throws AwsError `NoSuchBucket`: its bucket is gone. */
export async function requireBucketsRemain({ conditions }: Call, buckets: BucketDirectory): Promise<void> {
  for (const [bucket, decided] of Object.entries(conditions?.bucketOwners ?? {})) {
    const place = await buckets.find(bucket);
    if (place?.owner !== decided) throw noSuchBucket(bucket);
  }
}
