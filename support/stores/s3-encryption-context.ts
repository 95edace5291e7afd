/**
 * The encryption context that S3 gives KMS for an object: the object's ARN, or with a Bucket Key the bucket's,
 * merged with what the caller sent in x-amz-server-side-encryption-context (base64 of a JSON object).
 *
 * Source: AWS S3 user guide, "Using server-side encryption with AWS KMS keys", section "Encryption context".
 */
export function s3EncryptionContext(
  bucket: string,
  key: string,
  bucketKeyEnabled: boolean,
  callerContext: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...callerContext, 'aws:s3:arn': `arn:aws:s3:::${bucket}${bucketKeyEnabled ? '' : `/${key}`}` };
}
