import { isDeepStrictEqual } from 'node:util';
import { parseCopySource } from '../../../aws/copy-source.ts';
import { DecidedOnOther } from '../../decided-on-other.ts';
import type { Call, ObjectReference, StoredEncryption } from '../../store.ts';
import type { ObjectEncryption } from './encryption/object-encryption.ts';
import type { S3State } from './s3-state.ts';

/** How an object or upload is encrypted; undefined where there is none, or only a delete marker. */
export function encryptionOf(
  state: S3State,
  { Bucket, Key, VersionId, UploadId }: ObjectReference,
): StoredEncryption | undefined {
  const bucket = state.buckets.get(Bucket);
  if (UploadId !== undefined) {
    const upload = bucket?.uploads.get(UploadId);
    return upload?.key === Key ? stored(upload?.encryption) : undefined;
  }
  const versions = bucket?.objects.get(Key)?.versions;
  const version =
    VersionId === undefined ? versions?.at(-1) : versions?.find(({ versionId }) => versionId === VersionId);
  return version?.kind === 'object' ? stored(version.encryption) : undefined;
}

function stored(encryption: ObjectEncryption | undefined): StoredEncryption | undefined {
  return encryption?.algorithm === 'SSE-C' ? { algorithm: 'customer key' } : encryption;
}

/**
 * Throws DecidedOnOther where what a call reads or copies is no longer encrypted as it was when the call was decided:
 * somebody wrote it meanwhile.
 */
export function requireAsDecided(state: S3State, { operation, input, decidedOn }: Call): void {
  if (decidedOn === undefined) return;
  const {
    Bucket = '',
    Key = '',
    VersionId,
    CopySource,
  }: Partial<ObjectReference> & { CopySource?: string } = input;
  const read =
    operation === 'GetObject' || CopySource === undefined
      ? { Bucket, Key, VersionId }
      : parseCopySource(CopySource);
  if (isDeepStrictEqual(shape(encryptionOf(state, read)), shape(decidedOn))) return;
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
