import type { Store } from '../../../stores/store.ts';

/**
 * The objects that a bucket holds now: at most 1,000 keys, with their sizes in bytes. Policies are not asked.
 * Throws AwsError if the bucket does not exist.
 */
export async function objectsInBucket(store: Store, bucket: string): Promise<ReadonlyMap<string, number>> {
  const account = (await store.bucketOwner(bucket)) ?? '';
  const region = (await store.bucketRegion(bucket)) ?? 'us-east-1';
  const arn = `arn:aws:iam::${account}:root`;
  // This uses `perform`, not `read`: a kept answer may be older than the request that is examined.
  const { Contents = [] } = await store.perform({
    service: 's3',
    operation: 'ListObjectsV2',
    input: { Bucket: bucket },
    region,
    account,
    principal: { type: 'Root', accountId: account, arn, userId: account },
    requestId: '',
  });
  return new Map(Contents.map(({ Key = '', Size = 0 }) => [Key, Size]));
}
