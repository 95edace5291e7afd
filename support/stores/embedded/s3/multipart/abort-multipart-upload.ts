import { findBucket } from '../buckets/find-bucket.ts';
import { preconditionFailed } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findUpload } from './find-upload.ts';
import { releaseUpload } from './upload.ts';

/** Forgets an upload and its parts. */
export const abortMultipartUpload: S3Operation<'AbortMultipartUpload'> = (input, context) => {
  const bucket = findBucket(input, context);
  const upload = findUpload(bucket, input);
  const initiated = input.IfMatchInitiatedTime;
  if (initiated !== undefined && initiated.getTime() !== upload.initiated.getTime()) {
    throw preconditionFailed('x-amz-if-match-initiated-time');
  }
  bucket.uploads.delete(upload.id);
  releaseUpload(upload);
  return {};
};
