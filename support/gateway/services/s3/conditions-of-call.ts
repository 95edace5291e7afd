import { noSuchBucket } from '../../../aws/no-such-bucket.ts';
import type { Operation } from '../../../aws/operations.ts';
import type { Conditions, Store, StoredEncryption } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import type { copySource } from './copy-source.ts';

/** The objects that planning looked up. */
interface LookedUp {
  readonly stored: StoredEncryption | undefined;
  readonly source: Awaited<ReturnType<typeof copySource>>;
  /** The ETag that the conditions of the call hold on. */
  readonly eTag: string | undefined;
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
 * of the object that it reads or copies.
 */
export async function conditionsOf(
  { operation, input, store }: CallFacts<'s3'>,
  owner: string,
  { stored, source, eTag }: LookedUp,
): Promise<Conditions> {
  const Bucket = textMember(input, 'Bucket');
  const bucketOwners: Record<string, string> = {};
  if (Bucket !== undefined && operation !== 'CreateBucket') bucketOwners[Bucket] = owner;
  if (source !== undefined) bucketOwners[source.reference.Bucket] = source.owner;
  const bucketIds = await idsOf(store, Object.keys(bucketOwners));
  const encryption = source === undefined ? stored : source.encryption;
  const isHeld = source !== undefined || onEncryption.has(operation);
  return { bucketOwners, bucketIds, encryption: isHeld ? (encryption ?? 'nothing') : undefined, eTag };
}

/** The ids of buckets. Throws AwsError `NoSuchBucket` if one was deleted in the meantime. */
async function idsOf(store: Store, buckets: readonly string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const bucket of buckets) {
    const id = await store.bucketId(bucket);
    if (id === undefined) throw noSuchBucket(bucket);
    ids[bucket] = id;
  }
  return ids;
}
