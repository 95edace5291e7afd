import type { Answers } from '../../desk/service-desk.ts';
import { decidedBucket } from './named-bucket.ts';

/**
 * The answers about attribute-based access control, which the gateway keeps: emulators do not know it. The tags themselves are
 * in the store.
 *
 * Source: Amazon S3 API reference, PutBucketAbac and GetBucketAbac.
 */
export const bucketAbacAnswers: Answers<'s3'> = {
  PutBucketAbac: async ({ input, conditions }, { surroundings, isRehearsal }) => {
    const bucket = decidedBucket(input.Bucket ?? '', conditions);
    if (isRehearsal !== true) surroundings.setAbac(bucket, input.AbacStatus?.Status ?? 'Disabled');
    return {};
  },
  GetBucketAbac: async ({ input, conditions }, { surroundings }) => {
    const bucket = decidedBucket(input.Bucket ?? '', conditions);
    return { AbacStatus: { Status: surroundings.isUnderAbac(bucket) ? 'Enabled' : 'Disabled' } };
  },
};
