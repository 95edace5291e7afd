import { findBucket } from '../buckets/find-bucket.ts';
import { invalidRequest } from '../s3-errors.ts';
import type { S3Context, S3Input } from '../s3-operation.ts';
import { keyOf } from './content-headers.ts';
import { findObject } from './history.ts';

type LockInput = S3Input<
  'GetObjectRetention' | 'PutObjectRetention' | 'GetObjectLegalHold' | 'PutObjectLegalHold'
>;

/**
 * What S3 says to retention and legal holds in a bucket without Object Lock, which no bucket here has: the answer to
 * GetObjectRetention, PutObjectRetention, GetObjectLegalHold and PutObjectLegalHold. Always throws AwsError.
 */
export function missingObjectLock(input: LockInput, context: S3Context): never {
  const bucket = findBucket(input, context);
  findObject(bucket, { key: keyOf(input), versionId: input.VersionId, method: 'GET' });
  throw invalidRequest('Bucket is missing Object Lock Configuration');
}
