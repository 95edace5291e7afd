import { AwsError } from './aws-error.ts';

/** The error for what AWS has and keyhole does not, such as `a copy from an access point`: such a request is not performed. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `keyhole does not implement ${what}.`);
}
