import { isDeepStrictEqual } from 'node:util';
import { parseCopySource } from '../../../aws/copy-source.ts';
import type { ObjectReference } from '../../../aws/object-reference.ts';
import { isSameState } from '../../same-state.ts';
import { StaleDecisionError } from '../../stale-decision-error.ts';
import type { Call, Conditions, DecidedPlace, StoredEncryption } from '../../store.ts';
import { encryptionOf, objectOf } from './encryption-of.ts';
import { bucketOwner, type S3State } from './s3-state.ts';
import { stateOfPlace } from './state-of-place.ts';

type Conditional = Pick<Call, 'operation' | 'conditions'> & { readonly input: object };

/**
 * Throws StaleDecisionError if a bucket of a call, or the object that it reads or copies, is no longer what the call was
 * decided on. The same holds for the settings, ACLs, tags and locks that decided it. A bucket that does not exist any more
 * is left to the operation, which answers NoSuchBucket.
 */
export function requireConditions(state: S3State, call: Conditional): void {
  const { bucketOwners = {}, bucketIds = {}, encryption, eTag, places }: Conditions = call.conditions ?? {};
  for (const bucket in bucketOwners) {
    const decided = bucketOwners[bucket];
    const owner = bucketOwner(state, bucket);
    if (owner !== undefined && owner !== decided) throw new StaleDecisionError(`the bucket ${bucket}`);
  }
  for (const bucket in bucketIds) {
    const decided = bucketIds[bucket];
    const id = state.buckets.get(bucket)?.id;
    if (id !== undefined && id !== decided) throw new StaleDecisionError(`the bucket ${bucket}`);
  }
  if (encryption !== undefined) requireEncryption(state, call, encryption);
  if (eTag !== undefined && eTag !== (objectOf(state, objectRead(call))?.etag ?? 'nothing'))
    throw decidedOnOther(call);
  for (const decided of places ?? []) requirePlace(state, decided);
}

/** Throws StaleDecisionError if a write, whose body was read meanwhile, would replace what other accounts own than it was decided on. */
export function requireReplaceable(state: S3State, { places = [] }: Conditions = {}): void {
  for (const decided of places) if (decided.place.replacedBy !== undefined) requirePlace(state, decided);
}

function requirePlace(state: S3State, { place, state: decided }: DecidedPlace): void {
  // A bucket that does not exist any more is left to the operation.
  if (decided === undefined || !state.buckets.has(place.Bucket)) return;
  const current = stateOfPlace(state, place);
  // A caller needs no permission of others to replace nothing of theirs.
  if (place.replacedBy !== undefined && current.length === 0) return;
  if (isSameState(decided, current)) return;
  throw new StaleDecisionError(
    place.Key === undefined ? `the bucket ${place.Bucket}` : `${place.Bucket}/${place.Key}`,
  );
}

function requireEncryption(state: S3State, call: Conditional, decided: StoredEncryption | 'nothing'): void {
  const current = encryptionOf(state, objectRead(call));
  if (current === decided || isDeepStrictEqual(shape(current), shape(decided))) return;
  throw decidedOnOther(call);
}

/** The object that a call reads or copies. */
function objectRead({ operation, input }: Conditional): ObjectReference {
  const members: Partial<ObjectReference> & { CopySource?: string } = input;
  const { Bucket = '', Key = '', VersionId, CopySource } = members;
  return operation === 'GetObject' || CopySource === undefined
    ? { Bucket, Key, VersionId }
    : parseCopySource(CopySource);
}

function decidedOnOther(call: Conditional): StaleDecisionError {
  const { Bucket, Key } = objectRead(call);
  return new StaleDecisionError(`${Bucket}/${Key}`);
}

/** An encryption as the gateway knows it, without the keys of the one object. */
function shape(encryption: StoredEncryption | 'nothing' = 'nothing'): StoredEncryption | 'nothing' {
  if (encryption === 'nothing') return encryption;
  if (encryption.algorithm !== 'aws:kms' && encryption.algorithm !== 'aws:kms:dsse')
    return { algorithm: encryption.algorithm };
  const { algorithm, keyArn, bucketKeyEnabled, callerContext } = encryption;
  return { algorithm, keyArn, bucketKeyEnabled, callerContext };
}
