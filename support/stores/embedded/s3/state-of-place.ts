import type { PlaceInS3, PlaceState } from '../../store.ts';
import { objectOf } from './encryption-of.ts';
import type { S3State } from './s3-state.ts';

/**
 * The settings of a bucket that decisions read, and the version of an object with its ACL, tags and lock. A write replaces
 * what it changes, so that each element is identical until it is changed.
 */
export function stateOfPlace(state: S3State, { Bucket, Key, VersionId }: PlaceInS3): PlaceState {
  const bucket = state.buckets.get(Bucket);
  if (bucket === undefined) return [];
  const { id, versioning, policy, publicAccessBlock, ownershipControls, acl, tags, payer, objectLock } =
    bucket;
  const { encryption } = bucket;
  const object = Key === undefined ? undefined : objectOf(state, { Bucket, Key, VersionId });
  const access = [policy, publicAccessBlock, ownershipControls, acl, tags, payer];
  return [id, versioning, ...access, objectLock, encryption, object];
}
