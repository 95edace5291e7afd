import { AwsError } from '../../aws/aws-error.ts';
import { type Awaitable, caught } from '../../stores/awaitable.ts';

/**
 * The value that was read; undefined if the error has one of these codes, which say that the value does not
 * exist. Other errors are thrown.
 */
export function unlessMissing<T>(
  code: string | readonly string[],
  read: () => Awaitable<T>,
): Awaitable<T | undefined> {
  return caught(read, (error) => {
    if (error instanceof AwsError && [code].flat().includes(error.code)) return undefined;
    throw error;
  });
}
