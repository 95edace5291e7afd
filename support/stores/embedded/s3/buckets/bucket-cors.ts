import { notFoundInBucket } from '../s3-errors.ts';
import type { S3Operation } from '../s3-operation.ts';
import { findBucket } from './find-bucket.ts';

/**
 * Keeps the CORS rules of a bucket.
 *
 * The gateway answers preflight requests by these rules.
 */
export const putBucketCors: S3Operation<'PutBucketCors'> = (input, context) => {
  findBucket(input, context).corsRules = input.CORSConfiguration?.CORSRules ?? [];
  return {};
};

/** The CORS rules of a bucket. Throws AwsError `NoSuchCORSConfiguration`. */
export const getBucketCors: S3Operation<'GetBucketCors'> = (input, context) => {
  const bucket = findBucket(input, context);
  if (bucket.corsRules.length > 0) return { CORSRules: [...bucket.corsRules] };
  throw notFoundInBucket('NoSuchCORSConfiguration', 'The CORS configuration does not exist', bucket.name);
};

/** Removes the CORS rules of a bucket. */
export const deleteBucketCors: S3Operation<'DeleteBucketCors'> = (input, context) => {
  findBucket(input, context).corsRules = [];
  return {};
};
