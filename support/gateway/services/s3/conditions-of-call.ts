import type { Conditions, StoredEncryption } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { copySource } from './copy-source.ts';
import { objectMembers } from './object-members.ts';

/** The objects that planning looked up. */
interface LookedUp {
  readonly stored: StoredEncryption | undefined;
  readonly source: Awaited<ReturnType<typeof copySource>>;
  /** The ETag that the conditions of the call hold on. */
  readonly eTag: string | undefined;
}

/** The state that a call is decided on: the owners of its buckets, and the encryption and ETag of the object
 * that it reads or copies. */
export function conditionsOf(
  { operation, input }: CallFacts<'s3'>,
  owner: string,
  { stored, source, eTag }: LookedUp,
): Conditions {
  const { Bucket } = objectMembers(input);
  const bucketOwners = {
    ...(Bucket !== undefined && operation !== 'CreateBucket' && { [Bucket]: owner }),
    ...(source && { [source.reference.Bucket]: source.owner }),
  };
  if (source !== undefined) return { bucketOwners, encryption: source.encryption ?? 'nothing', eTag };
  return { bucketOwners, eTag, ...(operation === 'GetObject' && { encryption: stored ?? 'nothing' }) };
}
