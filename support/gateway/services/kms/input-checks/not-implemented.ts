import { AwsError } from '../../../../aws/aws-error.ts';

/** The error for a feature that AWS has and keyhole does not: such a request is not performed. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `keyhole does not implement ${what}.`);
}
