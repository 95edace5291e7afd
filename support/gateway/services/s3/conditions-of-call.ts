import type { Operation } from '../../../aws/operations.ts';
import type { Conditions, DecidedPlace, StoredEncryption } from '../../../stores/store.ts';
import type { CopySource } from './copy-source.ts';
import type { NamedBucket } from './named-bucket.ts';

/** The state that planning looked up. */
interface LookedUp {
  /** Undefined if the call names none, or makes it. */
  readonly bucket: NamedBucket | undefined;
  readonly stored: StoredEncryption | undefined;
  readonly source: CopySource | undefined;
  /** The ETag that the conditions of the call hold on. */
  readonly eTag: string | undefined;
  /** The places that the call names, as they were before anything of them was read. */
  readonly places: readonly DecidedPlace[];
}

/** Operations whose calls to KMS are decided by the encryption of an existing object. */
const onEncryption: ReadonlySet<string> = new Set<Operation<'s3'>>([
  'GetObject',
  'HeadObject',
  'GetObjectAttributes',
  'UpdateObjectEncryption',
]);

/**
 * The state that a call is decided on. It is the call's buckets and their owners, and the encryption and ETag
 * of the object that it reads or copies. A store that can compare them also holds it to their settings, tags and locks.
 */
export function conditionsOf(
  operation: Operation<'s3'>,
  { bucket, stored, source, eTag, places }: LookedUp,
): Conditions {
  const bucketOwners: Record<string, string> = {};
  const bucketIds: Record<string, string> = {};
  for (const named of [bucket, source?.bucket]) {
    if (named === undefined) continue;
    bucketOwners[named.name] = named.owner;
    bucketIds[named.name] = named.id;
  }
  const encryption = source === undefined ? stored : source.encryption;
  const isHeld = source !== undefined || onEncryption.has(operation);
  return {
    bucketOwners,
    bucketIds,
    encryption: isHeld ? (encryption ?? 'nothing') : undefined,
    eTag,
    places: source === undefined ? places : [...places, ...source.places],
  };
}
