import { AwsError } from './aws-error.ts';

/**
 * KMS's error as S3 passes it on: its code after `KMS.`, its message unchanged, always with HTTP 400.
 *
 * Source: Amazon S3 API reference, "Error responses", section "List of SSE-KMS error codes".
 */
export function throughS3({ code, message, reason }: AwsError): AwsError {
  const passed = new AwsError(`KMS.${code}`, 400, message);
  return reason === undefined ? passed : passed.because(reason);
}

/** The result of a call that S3 makes to KMS. Throws KMS's refusal as S3 passes it on. */
export function throughKms<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw error instanceof AwsError ? throughS3(error) : error;
  }
}
