import type { Conditions, StoredEncryption } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { copySource } from './copy-source.ts';
import { objectMembers } from './object-members.ts';

/** The objects that planning looked up. */
interface LookedUp {
  readonly stored: StoredEncryption | undefined;
  readonly source: Awaited<ReturnType<typeof copySource>>;
}

/** The state that a call is decided on: the owners of its buckets, and the encryption of the object it reads or copies. */
export function conditionsOf(
  { operation, input }: CallFacts<'s3'>,
  owner: string,
  { stored, source }: LookedUp,
): Conditions {
  const { Bucket } = objectMembers(input);
  const bucketOwners = {
    ...(Bucket !== undefined && operation !== 'CreateBucket' && { [Bucket]: owner }),
    ...(source && { [source.reference.Bucket]: source.owner }),
  };
  if (source !== undefined) return { bucketOwners, encryption: source.encryption ?? 'nothing' };
  return { bucketOwners, ...(operation === 'GetObject' && { encryption: stored ?? 'nothing' }) };
}
