import { AwsError } from '../../../../aws/aws-error.ts';

/** AWS has it and keyhole does not: a request that cannot be decided is not performed. */
export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', 501, `keyhole does not implement ${what}.`);
}
