import { AwsError } from '../../../../wire/aws-error.ts';

/**
 * Runs a KMS call for S3 and gives its refusals S3's form: `KMS.` before the code, status 400, the same text.
 *
 * Source: AWS S3 API reference, "Error responses", section "List of SSE-KMS error codes".
 */
export function throughKms<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof AwsError) throw new AwsError(`KMS.${error.code}`, 400, error.message, error.members);
    throw error;
  }
}
