import type { ObjectReference, StoredEncryption } from '../../store.ts';
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
