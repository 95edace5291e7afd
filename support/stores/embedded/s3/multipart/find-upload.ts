import type { Bucket } from '../buckets/bucket.ts';
import { keyOf } from '../objects/content-headers.ts';
import { noSuchUpload } from '../s3-errors.ts';
import type { Upload } from './upload.ts';

/**
 * The unfinished upload of a request. Throws AwsError `NoSuchUpload`, also if the upload is of another key.
 */
export function findUpload(
  bucket: Bucket,
  input: { readonly Key?: string | undefined; readonly UploadId?: string | undefined },
): Upload {
  const uploadId = input.UploadId ?? '';
  const upload = bucket.uploads.get(uploadId);
  if (upload === undefined || upload.key !== keyOf(input)) throw noSuchUpload(uploadId);
  return upload;
}
