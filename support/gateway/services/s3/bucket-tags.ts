import type { Tag } from '@aws-sdk/client-s3';
import type { Store } from '../../../stores/store.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';

/** The tags of a bucket; none for a bucket without any. */
export async function bucketTags(
  store: Pick<Store, 'read'>,
  { name: Bucket, owner: account }: { readonly name: string; readonly owner: string },
): Promise<readonly Tag[]> {
  const lookup = { service: 's3', operation: 'GetBucketTagging', region: 'us-east-1', account } as const;
  const found = await unlessMissing('NoSuchTagSet', () => store.read({ ...lookup, input: { Bucket } }));
  return found?.TagSet ?? [];
}
