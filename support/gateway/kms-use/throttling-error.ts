import { AwsError } from '../../aws/aws-error.ts';

/** KMS's answer above the quota. Source: AWS KMS developer guide, "Throttling AWS KMS requests". */
export function throttlingError(): AwsError {
  return new AwsError(
    'ThrottlingException',
    400,
    'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  );
}

/**
 * S3's answer if KMS throttles the calls that it makes for a requester.
 * Undocumented: AWS does not state this answer; many clients have recorded it.
 */
export function slowDownError(): AwsError {
  return new AwsError('SlowDown', 503, 'Please reduce your request rate for operations involving AWS KMS.');
}
