import { isDeepStrictEqual } from 'node:util';
import { parseCopySource } from '../../../aws/copy-source.ts';
import { DecidedOnOther } from '../../decided-on-other.ts';
import type { Call, Conditions, ObjectReference, StoredEncryption } from '../../store.ts';
import { encryptionOf } from './encryption-of.ts';
import { bucketOwner, type S3State } from './s3-state.ts';

type Conditional = Pick<Call, 'operation' | 'conditions'> & { readonly input: object };

/**
 * Throws DecidedOnOther if a bucket of a call, or the object that it reads or copies, is no longer what the call was
 * decided on. A bucket that does not exist any more is left to the operation, which answers NoSuchBucket.
 */
export function requireConditions(state: S3State, call: Conditional): void {
  const { bucketOwners = {}, encryption }: Conditions = call.conditions ?? {};
  for (const [bucket, decided] of Object.entries(bucketOwners)) {
    const owner = bucketOwner(state, bucket);
    if (owner !== undefined && owner !== decided) throw new DecidedOnOther(`the bucket ${bucket}`);
  }
  if (encryption !== undefined) requireEncryption(state, call, encryption);
}

function requireEncryption(
  state: S3State,
  { operation, input }: Conditional,
  decided: StoredEncryption | 'nothing',
): void {
  const members: Partial<ObjectReference> & { CopySource?: string } = input;
  const { Bucket = '', Key = '', VersionId, CopySource } = members;
  const read =
    operation === 'GetObject' || CopySource === undefined
      ? { Bucket, Key, VersionId }
      : parseCopySource(CopySource);
  if (isDeepStrictEqual(shape(encryptionOf(state, read)), shape(decided))) return;
  throw new DecidedOnOther(`${read.Bucket}/${read.Key}`);
}

/** An encryption as the gateway knows it, without the keys of the one object. */
function shape(encryption: StoredEncryption | 'nothing' = 'nothing'): StoredEncryption | 'nothing' {
  if (encryption === 'nothing') return encryption;
  if (encryption.algorithm !== 'aws:kms' && encryption.algorithm !== 'aws:kms:dsse')
    return { algorithm: encryption.algorithm };
  const { algorithm, keyArn, bucketKeyEnabled, callerContext } = encryption;
  return { algorithm, keyArn, bucketKeyEnabled, callerContext };
}
