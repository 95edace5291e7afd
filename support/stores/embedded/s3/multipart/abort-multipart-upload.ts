import { findBucket } from '../buckets/find-bucket.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findUpload } from './find-upload.ts';
import { releaseUpload } from './upload.ts';

/** Forgets an upload and its parts. */
export const abortMultipartUpload: S3Operation<'AbortMultipartUpload'> = (input, context) => {
  const bucket = findBucket(input, context);
  const upload = findUpload(bucket, input);
  bucket.uploads.delete(upload.id);
  releaseUpload(upload);
  return {};
};
