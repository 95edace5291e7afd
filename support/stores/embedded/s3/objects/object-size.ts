import { AwsError } from '../../../../aws/aws-error.ts';

/** The most that one PUT, or one copy, may carry: 5 GiB. */
export const MAX_SIZE = 5 * 1024 ** 3;

/** Refuses more than one request may carry, 5 GiB. Throws AwsError `EntityTooLarge`. */
export function checkSize(size: number): void {
  if (size <= MAX_SIZE) return;
  throw new AwsError('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size', {
    MaxSizeAllowed: `${MAX_SIZE}`,
    ProposedSize: `${size}`,
  });
}
