import type { PlaceInS3, PlaceState } from '../../store.ts';
import type { Bucket } from './buckets/bucket.ts';
import { aclsAreDisabled } from './buckets/object-ownership.ts';
import { objectOf } from './encryption-of.ts';
import { NULL_VERSION } from './objects/version-id.ts';
import type { S3State } from './s3-state.ts';

/**
 * The settings of a bucket that decisions read, and the version of an object with its ACL, tags and lock. A write replaces
 * what it changes, so that each element is identical until it is changed.
 */
export function stateOfPlace(state: S3State, { Bucket, Key, VersionId, replacedBy }: PlaceInS3): PlaceState {
  const bucket = state.buckets.get(Bucket);
  if (bucket === undefined) return [];
  if (Key !== undefined && replacedBy !== undefined) return ownersReplaced(bucket, Key, replacedBy);
  const { id, versioning, policy, publicAccessBlock, ownershipControls, acl, tags, payer, objectLock } =
    bucket;
  const { encryption } = bucket;
  const object = Key === undefined ? undefined : objectOf(state, { Bucket, Key, VersionId });
  const access = [policy, publicAccessBlock, ownershipControls, acl, tags, payer];
  return [id, versioning, ...access, objectLock, encryption, object];
}

/**
 * The other accounts that own what a write or deletion by an account replaces. None matters to the owner of the bucket, and none
 * if ACLs are disabled: a decision then does not depend on them.
 */
function ownersReplaced(bucket: Bucket, key: string, by: string): PlaceState {
  if (bucket.owner === by || aclsAreDisabled(bucket)) return [];
  const versions = bucket.objects.get(key)?.versions ?? [];
  const nullVersion =
    bucket.versioning === 'Suspended'
      ? versions.find(({ versionId }) => versionId === NULL_VERSION)
      : undefined;
  return [versions.at(-1), nullVersion].flatMap((version) =>
    version?.kind === 'object' && version.owner !== by ? [version.owner] : [],
  );
}
