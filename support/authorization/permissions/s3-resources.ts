import { AwsError } from '../../aws/aws-error.ts';

/**
 * The input of operations on a bucket. Only the type allows `undefined`: the wire refuses a request without a bucket.
 */
export interface OnBucket {
  readonly Bucket?: string | undefined;
}

/** The input of operations on an object. */
export interface OnObject extends OnBucket {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/**
 * The resource of s3:ListAllMyBuckets. Policies cover it if they name this ARN or `*`, but not if they name one bucket.
 *
 * Source: Amazon S3 user guide, "Identity-based policy examples for Amazon S3", section "Controlling access to a bucket
 * with user policies".
 */
export const ALL_BUCKETS = 'arn:aws:s3:::*';

/**
 * The ARN `arn:aws:s3:::bucket`. Throws NotImplemented for an access point's ARN, whose policies keyhole does not
 * evaluate.
 */
export function bucketArn({ Bucket = '' }: OnBucket): string {
  if (Bucket.includes(':')) {
    throw new AwsError('NotImplemented', 501, `Access points are not implemented: ${Bucket}`);
  }
  return `arn:aws:s3:::${Bucket}`;
}

/** The ARN `arn:aws:s3:::bucket/key`. Throws NotImplemented for access points. */
export function objectArn(input: OnObject): string {
  return `${bucketArn(input)}/${input.Key ?? ''}`;
}
