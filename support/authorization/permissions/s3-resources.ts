import { AwsError } from '../../aws/aws-error.ts';

/** What every operation on a bucket has; `undefined` only in the type, the wire refuses a request without it. */
export interface OnBucket {
  readonly Bucket?: string | undefined;
}

/** What every operation on an object has. */
export interface OnObject extends OnBucket {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * The resource of s3:ListAllMyBuckets. Policies that name it or `*` cover it; the ARN of one bucket does not.
 *
 * Source: Amazon S3 user guide, "Identity-based policy examples for Amazon S3", section "Controlling access to a bucket
 * with user policies".
 */
export const ALL_BUCKETS = 'arn:aws:s3:::*';

/**
 * `arn:aws:s3:::bucket`. Throws NotImplemented where the bucket is an access point's ARN, whose policies are not
 * judged here.
 */
export function bucketArn({ Bucket = '' }: OnBucket): string {
  if (Bucket.includes(':')) {
    throw new AwsError('NotImplemented', 501, `Access points are not implemented: ${Bucket}`);
  }
  return `arn:aws:s3:::${Bucket}`;
}

/** `arn:aws:s3:::bucket/key`. Throws NotImplemented for access points. */
export function objectArn(input: OnObject): string {
  return `${bucketArn(input)}/${input.Key ?? ''}`;
}
