import { AwsError } from '../../aws/aws-error.ts';

/**
 * The value that was read; undefined if AWS answers with one of these codes that it does not exist. Other errors are
 * thrown.
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
