import { AwsError } from '../aws/aws-error.ts';
import { isUndecidable } from '../gateway/is-undecidable.ts';

/** True for the error of a request or of a call of this process that was refused; false for a fault of keyhole's own code. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof AwsError || isUndecidable(error)) return true;
  return error instanceof Error && '$metadata' in error;
}
