import type { ObjectReference } from '../../../../aws/object-reference.ts';
import { isRead } from '../../read-cache/stale-reads.ts';
import type { Request } from '../../services/request.ts';
import type { ObjectHead, StoredEncryptions } from './stored-encryptions.ts';

interface Written extends ObjectHead {
  readonly CopyObjectResult?: { readonly ETag?: string };
  readonly UploadId?: string;
}

/**
 * Remembers the encryption of an object or upload from a request and its answer, since S3 does not return all
 * of it later.
 */
export function noteEncryption(encryptions: StoredEncryptions, request: Request, answer: object): void {
  const { operation, input } = request;
  const { Bucket = '', Key = '', UploadId }: Partial<ObjectReference> = input;
  const written: Written = answer;
  const eTag = written.ETag ?? written.CopyObjectResult?.ETag;
  const object = { Bucket, Key, VersionId: written.VersionId };
  if (operation === 'CreateMultipartUpload' && written.UploadId !== undefined) {
    encryptions.began(written.UploadId, { Bucket, Key }, input);
  }
  if (operation === 'AbortMultipartUpload' && UploadId) encryptions.ended(UploadId, { Bucket, Key });
  if (eTag === undefined) return;
  if (operation === 'CompleteMultipartUpload' && UploadId) encryptions.ended(UploadId, object, eTag);
  if (operation === 'PutObject') encryptions.wrote(object, eTag, input, written);
  if (operation === 'CopyObject') encryptions.wrote(object, eTag, input);
}

/**
 * Forgets the kept encryption of a written object, before and after the write. Forgets all objects if the
 * write may be of any.
 */
export function doubtEncryption(
  encryptions: StoredEncryptions,
  { service, operation, input }: Request,
): void {
  const { Bucket, Key }: Partial<ObjectReference> = input;
  if (operation === 'PutObject' && Bucket && Key) encryptions.doubt({ Bucket, Key });
  else if (service === 's3' && !isRead(operation)) encryptions.doubt();
}
