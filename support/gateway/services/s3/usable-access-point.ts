import { notImplemented } from '../../../aws/not-implemented.ts';
import { accessDenied } from '../../../aws/s3-errors.ts';
import { type AccessPoint, bucketAccountOf } from '../../surroundings/access-point.ts';
import type { AroundNames } from './access-point-named.ts';
import { objectOwnership } from './bucket-settings.ts';

/**
 * Refuses an access point whose bucket is not the one that it was created for, or has ACLs. Throws AccessDenied and NotImplemented.
 *
 * Undocumented: the answer of an access point whose bucket was deleted, and whether it opens a later bucket of that name. An
 * access point of another account outlives its bucket.
 */
export async function requireUsable(
  point: AccessPoint,
  { store }: Pick<AroundNames, 'store'>,
): Promise<void> {
  const { bucket, bucketId, name } = point;
  const account = bucketAccountOf(point);
  const id = await store.bucketId(bucket);
  if (id === undefined || (bucketId !== undefined && id !== bucketId))
    throw notImplemented(`S3 through the access point ${name}, whose bucket was deleted`);
  // The bucket was deleted behind the gateway, and another account made one of its name.
  if ((await store.bucketOwner(bucket)) !== account) throw accessDenied();
  if ((await objectOwnership(store, { bucket, account })) !== 'BucketOwnerEnforced')
    throw notImplemented('an access point for a bucket whose ACLs are enabled');
}
