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
