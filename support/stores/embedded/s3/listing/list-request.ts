import { invalidArgument } from '../s3-errors.ts';

/** S3 never answers more entries at once. */
const MOST_ENTRIES = 1000;
const MAX_INTEGER = 2147483647;

/** The page size that a listing asked for, never more than 1,000. Throws AwsError `InvalidArgument`. */
export function entriesAskedFor(asked: number | undefined, argument: string): number {
  if (asked === undefined) return MOST_ENTRIES;
  if (!Number.isInteger(asked) || asked < 0 || asked > MAX_INTEGER) {
    const message = `Argument ${argument} must be an integer between 0 and ${MAX_INTEGER}`;
    throw invalidArgument(message, argument, `${asked}`);
  }
  return Math.min(asked, MOST_ENTRIES);
}

/** How keys are written in an answer; undefined stays undefined. */
export type KeyEncoding = <T extends string | undefined>(key: T) => T | string;

/** As they are, or URL-encoded where XML could not carry them. Throws AwsError `InvalidArgument`. */
export function keyEncoding(encodingType: string | undefined): KeyEncoding {
  if (encodingType === undefined) return (key) => key;
  if (encodingType === 'url') return (key) => (key === undefined ? key : urlEncoded(key));
  throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
}

const LEFT_ALONE = /^[A-Za-z0-9._*/-]*$/;

function urlEncoded(key: string): string {
  if (LEFT_ALONE.test(key)) return key;
  const encoded = encodeURIComponent(key.toWellFormed());
  return encoded.replace(/%2F|[!'()~]/g, (found) => REPLACEMENTS[found] ?? found);
}

/**
 * Where S3 encodes otherwise than encodeURIComponent: slashes are left alone, more marks are not.
 *
 * Differs: a space is %20, which every decoder reads; S3 sends +, which not all do.
 */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '%2F': '/',
  '!': '%21',
  "'": '%27',
  '(': '%28',
  ')': '%29',
  '~': '%7E',
};
