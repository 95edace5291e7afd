import type { ObjectReference } from '../../../aws/object-reference.ts';
import type { StoredEncryption } from '../../store.ts';
import type { ObjectEncryption } from './encryption/object-encryption.ts';
import type { StoredObject } from './objects/version.ts';
import type { S3State } from './s3-state.ts';

/** The encryption of an object or upload; undefined if it does not exist, or is a delete marker. */
export function encryptionOf(
  state: S3State,
  { Bucket, Key, VersionId, UploadId }: ObjectReference,
): StoredEncryption | undefined {
  if (UploadId !== undefined) {
    const upload = state.buckets.get(Bucket)?.uploads.get(UploadId);
    return upload?.key === Key ? stored(upload?.encryption) : undefined;
  }
  return stored(objectOf(state, { Bucket, Key, VersionId })?.encryption);
}

/** An object by its reference; undefined if it does not exist or is a delete marker. */
export function objectOf(
  state: S3State,
  { Bucket, Key, VersionId }: ObjectReference,
): StoredObject | undefined {
  const versions = state.buckets.get(Bucket)?.objects.get(Key)?.versions;
  const version =
    VersionId === undefined ? versions?.at(-1) : versions?.find(({ versionId }) => versionId === VersionId);
  return version?.kind === 'object' ? version : undefined;
}

function stored(encryption: ObjectEncryption | undefined): StoredEncryption | undefined {
  return encryption?.algorithm === 'SSE-C' ? { algorithm: 'SSE-C' } : encryption;
}
