import { AwsError } from './aws-error.ts';

/** 404: no bucket of this name in any account. */
export function noSuchBucket(bucket: string): AwsError {
  return new AwsError('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });
}
