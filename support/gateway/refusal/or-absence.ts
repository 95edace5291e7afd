import { AwsError } from '../../aws/aws-error.ts';

/**
 * What was read, or the refusal that says that it does not exist: one of a service's own codes for that. Any other refusal
 * is a failed read, which tells nothing. Throws ServiceUnavailable; NotImplemented as it is.
 */
export async function orAbsence<T>(reading: Promise<T>, ...codes: readonly string[]): Promise<T | AwsError> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof AwsError) || error.status === 501 || error.status === 503) throw error;
    if (error.status < 500 && codes.includes(error.code)) return error;
    const message = `keyhole: the store answered a lookup with ${error.code}: ${error.message}`;
    throw new AwsError('ServiceUnavailable', 503, message);
  }
}
