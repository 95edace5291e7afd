import { callerEncryptionContext } from '../../../../aws/s3-encryption-context.ts';
import type { S3Request } from './s3-request.ts';

/**
 * Refuses an encryption context that is not a map of strings, also if the write is not under a KMS key.
 * Throws AwsError `InvalidArgument`.
 */
export function checkEncryptionContext({ input }: S3Request): void {
  const { SSEKMSEncryptionContext }: { SSEKMSEncryptionContext?: string } = input;
  callerEncryptionContext(SSEKMSEncryptionContext);
}
