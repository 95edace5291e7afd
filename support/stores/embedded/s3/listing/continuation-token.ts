import { invalidArgument } from '../s3-errors.ts';

/** What a listing hands out to be gone on with behind a key or common prefix. */
export function continuationToken(last: string): string {
  return Buffer.from(last).toString('base64');
}

/** The key or common prefix that a token goes on behind. Throws AwsError `InvalidArgument`. */
export function afterContinuationToken(token: string): string {
  const last = Buffer.from(token, 'base64').toString();
  if (last !== '' && continuationToken(last) === token) return last;
  throw invalidArgument(
    'The continuation token provided is incorrect',
    'continuation-token',
    token || undefined,
  );
}
