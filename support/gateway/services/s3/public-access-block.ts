import type { Store } from '../../../stores/store.ts';
import { unlessMissing } from '../../policies/unless-missing.ts';
import { type AccessPoint, bucketAccountOf } from '../../surroundings/access-point.ts';
import { type PublicAccessBlock, stricter } from '../../surroundings/account-public-access-block.ts';
import type { KnownSurroundings } from '../../surroundings/surroundings.ts';

/**
 * The four switches of Block Public Access that hold for a bucket. Each is on if it is on for the bucket, or for its owner's
 * account. All are off without a configuration.
 */
export async function publicAccessBlock(
  store: Store,
  { bucket, owner }: { readonly bucket: string; readonly owner: string },
  surroundings: KnownSurroundings,
): Promise<PublicAccessBlock> {
  const output = await unlessMissing('NoSuchPublicAccessBlockConfiguration', () =>
    store.read({
      service: 's3',
      operation: 'GetPublicAccessBlock',
      input: { Bucket: bucket },
      region: 'us-east-1',
      account: owner,
    }),
  );
  return stricter(output?.PublicAccessBlockConfiguration ?? {}, surroundings.publicAccessBlock(owner) ?? {});
}

/**
 * The four switches that hold for requests through an access point. Each is on if it is on for the access point, for the bucket, or
 * for the bucket's account.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage".
 */
export async function publicAccessBlockThrough(
  store: Store,
  point: AccessPoint,
  surroundings: KnownSurroundings,
): Promise<PublicAccessBlock> {
  const owner = bucketAccountOf(point);
  const around = await publicAccessBlock(store, { bucket: point.bucket, owner }, surroundings);
  return stricter(point.publicAccessBlock, around);
}
