import { AwsError } from '../../../aws/aws-error.ts';

/** Refuses a request whose answer AWS's documentation leaves open. */
export function checksumsUndecided(): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    'keyhole cannot decide this request: AWS does not document whether S3 returns checksums of an SSE-KMS object to a caller without kms:Decrypt.',
  );
}
