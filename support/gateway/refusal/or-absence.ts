import { AwsError } from '../../aws/aws-error.ts';
import { type Awaitable, caught } from '../../stores/awaitable.ts';

/**
 * The value that was read, or the error that says that it does not exist, which has one of the given codes.
 * Any other error is a failed read. Throws ServiceUnavailable for it, and passes NotImplemented on.
 */
export function orAbsence<T>(read: () => Awaitable<T>, ...codes: readonly string[]): Awaitable<T | AwsError> {
  return caught(read, (error) => absence(error, codes));
}

function absence(error: unknown, codes: readonly string[]): AwsError {
  if (!(error instanceof AwsError) || error.status === 501 || error.status === 503) throw error;
  if (error.status < 500 && codes.includes(error.code)) return error;
  const message = `keyhole: the store answered a lookup with ${error.code}: ${error.message}`;
  throw new AwsError('ServiceUnavailable', 503, message);
}
