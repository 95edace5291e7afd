import { AwsError } from '../../aws/aws-error.ts';

/**
 * The value that was read; undefined if the error has one of these codes, which say that the value does not
 * exist. Other errors are thrown.
 */
export async function unlessMissing<T>(
  code: string | readonly string[],
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsError && [code].flat().includes(error.code)) return undefined;
    throw error;
  }
}
