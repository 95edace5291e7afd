import type { ObjectReference } from '../../../../aws/object-reference.ts';
import type { KnownInitiator } from '../../../../aws/upload-initiator.ts';
import type { S3State } from '../s3-state.ts';

/** The initiator of an unfinished upload; undefined if the bucket holds no such upload of the key. */
export function initiatorOfUpload(
  state: S3State,
  { Bucket, Key, UploadId = '' }: ObjectReference,
): KnownInitiator | undefined {
  const upload = state.buckets.get(Bucket)?.uploads.get(UploadId);
  return upload?.key === Key ? (upload.initiatedBy ?? 'not known') : undefined;
}
