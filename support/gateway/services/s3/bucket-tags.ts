import type { Tag } from '@aws-sdk/client-s3';
import type { Principal } from '../../../aws/principal.ts';
import type { Conditions, Store } from '../../../stores/store.ts';
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

/** The tags of a bucket, as the thing in whose turn calls are performed that change them. */
export function turnOfTags(bucket: string): string {
  return `tags of the bucket ${bucket}`;
}

/** Replaces the tags of a bucket, in the name of a principal. Throws StaleDecisionError if the state is no longer that of the conditions. */
export async function setBucketTags(
  store: Pick<Store, 'perform'>,
  { name: Bucket, owner: account }: { readonly name: string; readonly owner: string },
  {
    tags,
    region,
    principal,
    conditions,
  }: {
    readonly tags: readonly Tag[];
    readonly region: string;
    readonly principal: Principal;
    readonly conditions: Conditions | undefined;
  },
): Promise<void> {
  const call = { service: 's3', account, region, principal, conditions, requestId: '' } as const;
  if (tags.length === 0)
    await store.perform({ ...call, operation: 'DeleteBucketTagging', input: { Bucket } });
  else
    await store.perform({
      ...call,
      operation: 'PutBucketTagging',
      input: { Bucket, Tagging: { TagSet: [...tags] } },
    });
}
