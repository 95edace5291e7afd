import { AwsError } from './aws-error.ts';

/** 404: no account has a bucket of this name. */
export function noSuchBucket(bucket: string): AwsError {
  return new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });
}
