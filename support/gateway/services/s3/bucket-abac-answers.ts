import type { Answers } from '../../desk/service-desk.ts';
import { namedBucket } from './named-bucket.ts';

/**
 * The answers about attribute-based access control, which the gateway keeps: emulators do not know it. The tags themselves are
 * in the store.
 *
 * Source: Amazon S3 API reference, PutBucketAbac and GetBucketAbac.
 */
export const bucketAbacAnswers: Answers<'s3'> = {
  PutBucketAbac: async ({ input }, { store, surroundings, isRehearsal }) => {
    const bucket = await namedBucket(store, input.Bucket ?? '');
    if (isRehearsal !== true) surroundings.setAbac(bucket, input.AbacStatus?.Status ?? 'Disabled');
    return {};
  },
  GetBucketAbac: async ({ input }, { store, surroundings }) => {
    const bucket = await namedBucket(store, input.Bucket ?? '');
    return { AbacStatus: { Status: surroundings.isUnderAbac(bucket) ? 'Enabled' : 'Disabled' } };
  },
};
