import type { Store } from '../../../stores/store.ts';

/**
 * The objects that a bucket holds, at most 1,000, by key with their sizes in bytes: as the store has them now, without
 * regard to policies. Throws AwsError if the bucket does not exist.
 */
export async function objectsInBucket(store: Store, bucket: string): Promise<ReadonlyMap<string, number>> {
  const account = (await store.bucketOwner(bucket)) ?? '';
  const region = (await store.bucketRegion(bucket)) ?? 'us-east-1';
  const arn = `arn:aws:iam::${account}:root`;
  // Performed and not read: what a store remembers of reads may be older than the request that is looked into.
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
