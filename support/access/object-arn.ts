/** The ARN of an object in a bucket, or through an access point. */
export function objectArn(arn: string, object: string): string {
  return arn.startsWith('arn:aws:s3:::') ? `${arn}/${object}` : `${arn}/object/${object}`;
}
