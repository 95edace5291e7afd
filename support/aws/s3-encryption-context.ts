import { AwsError } from './aws-error.ts';
import type { ObjectName } from './object-reference.ts';

/** The parts of an object's encryption that its encryption context depends on. */
interface ContextOfEncryption {
  readonly bucketKeyEnabled: boolean;
  readonly callerContext: Readonly<Record<string, string>>;
}

/**
 * The encryption context that S3 gives KMS for an object: the object's ARN, or the bucket's if it has a Bucket Key. The
 * pairs that the caller added are merged into it.
 *
 * Source: Amazon S3 user guide, "Using server-side encryption with AWS KMS keys", section "Encryption context".
 */
export function s3EncryptionContext(
  { Bucket, Key }: ObjectName,
  { bucketKeyEnabled, callerContext }: ContextOfEncryption,
): Record<string, string> {
  return { ...callerContext, 'aws:s3:arn': `arn:aws:s3:::${Bucket}${bucketKeyEnabled ? '' : `/${Key}`}` };
}

const header = 'x-amz-server-side-encryption-context';

/**
 * The pairs that a caller added to the encryption context: base64 of a JSON object of strings. Gateway and store share
 * this parser. Throws AwsError `InvalidArgument`.
 * Source: Amazon S3 API reference, PutObject.
 */
export function callerEncryptionContext(value: string | undefined): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  const context = parsed(Buffer.from(value, 'base64').toString());
  if (isStringMap(context)) return context;
  throw new AwsError(
    'InvalidArgument',
    400,
    `The header '${header}' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map`,
    { ArgumentName: header, ArgumentValue: value },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStringMap(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry === 'string');
}
