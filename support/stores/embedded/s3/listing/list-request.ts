/** The most entries that S3 lists at once. */
const MOST_ENTRIES = 1000;

/** The page size of a listing, never more than 1,000. */
export function entriesAskedFor(asked: number | undefined): number {
  return Math.min(asked ?? MOST_ENTRIES, MOST_ENTRIES);
}

/** How keys are written in an answer; undefined stays undefined. */
export type KeyEncoding = <T extends string | undefined>(key: T) => T | string;

/** Keys as they are, or URL-encoded if the request asks for it. */
export function keyEncoding(encodingType: 'url' | undefined): KeyEncoding {
  if (encodingType === undefined) return (key) => key;
  return (key) => (key === undefined ? key : urlEncoded(key));
}

const LEFT_ALONE = /^[A-Za-z0-9._*/-]*$/;

function urlEncoded(key: string): string {
  if (LEFT_ALONE.test(key)) return key;
  const encoded = encodeURIComponent(key.toWellFormed());
  return encoded.replace(/%2F|[!'()~]/g, (found) => REPLACEMENTS[found] ?? found);
}

/**
 * Differences of S3 to encodeURIComponent: slashes stay, more marks are encoded.
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
