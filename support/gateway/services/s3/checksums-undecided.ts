import { AwsError } from '../../../aws/aws-error.ts';

/** Says that AWS's documentation leaves a request open. */
export function checksumsUndecided(): AwsError {
  return new AwsError(
    'NotImplemented',
    501,
    'keyhole cannot decide this request: whether S3 tells the checksums of an object under a KMS key without kms:Decrypt is documented nowhere.',
  );
}
