import { isPublic } from '../../../authorization/layers/is-public.ts';
import { parsedPolicy } from '../../../authorization/parse-policy.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { NamedPolicy } from '../../../authorization/terms/policies-in-force.ts';
import { bucketOfArn } from '../../../aws/arn.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Store } from '../../../stores/store.ts';
import type { KeptReads, ResourceSide } from '../../policies/kept-reads.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { publicAccessBlock } from './public-access-block.ts';

/** The policy of the bucket that a permission is about, and whether Block Public Access restricts it. */
export function bucketSide(
  { action, resource, resourceAccount }: Permission,
  kept: KeptReads,
): Awaitable<ResourceSide> {
  const bucket = bucketOfArn(resource);
  if (bucket === undefined || bucket === '*' || action === 's3:CreateBucket') return {};
  const key = `bucket ${bucket} of ${resourceAccount}`;
  return kept.get('resources', key, () => readBucketSide(kept, bucket, resourceAccount));
}

/** CreateBucket asks for more than s3:CreateBucket on a bucket that does not exist yet, or that another account has. */
async function readBucketSide(
  { store, surroundings }: KeptReads,
  bucket: string,
  owner: string,
): Promise<ResourceSide> {
  if ((await store.bucketOwner(bucket)) !== owner) return {};
  const resource = await bucketPolicy(store, bucket, owner);
  if (!resource || !isPublic(resource.policy)) return { resource };
  const switches = await publicAccessBlock(store, { bucket, owner }, surroundings);
  return { resource, restrictPublicBuckets: switches.RestrictPublicBuckets === true };
}

/** The bucket policy, or undefined if the bucket has none. */
async function bucketPolicy(store: Store, bucket: string, owner: string): Promise<NamedPolicy | undefined> {
  const output = await unlessMissing('NoSuchBucketPolicy', () =>
    store.read({
      service: 's3',
      operation: 'GetBucketPolicy',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  if (!output?.Policy) return undefined;
  return {
    name: `the bucket policy of ${bucket}`,
    layer: 'resource',
    policy: parsedPolicy(output.Policy, 'bucket'),
  };
}
