import type { ObjectUse, Use } from './kms-use.ts';

/** Millionths of a US dollar: the price of one request is a whole number of them. */
type MicroDollars = number;

/**
 * The prices of AWS KMS. A customer managed key is paid by the month, and in proportion for a part of it. The account
 * of a request's caller pays for it, also if S3 makes it, and also for another account's key. The first requests of an
 * account's month, in all regions together, are free.
 *
 * Source: AWS Key Management Service pricing, as of November 2026: 1 dollar a key, 0.03 dollars for 10,000 requests.
 *
 * Differs: requests with asymmetric keys cost more; S3 makes none.
 */
const kmsPrices = {
  keyMonth: 1_000_000,
  request: 3,
  freeRequests: 20_000,
} as const satisfies Readonly<Record<string, MicroDollars | number>>;

/** The use of a month. */
export interface Month {
  readonly uploads: number;
  readonly reads: number;
  /** Customer managed keys; a fraction for a key that exists for part of the month. */
  readonly keys: number;
}

/** The costs of a month in AWS KMS. */
export interface KmsBill {
  readonly requests: number;
  /** The price of all requests, with the free ones. */
  readonly forRequests: MicroDollars;
  /** The price of the requests beyond the free ones. */
  readonly beyondFreeTier: MicroDollars;
  readonly forKeys: MicroDollars;
}

/**
 * The costs of a month in which uploads and reads call KMS as often as in a watched run. Throws RangeError if the run
 * made no upload or read that the month has.
 */
export function billOf(month: Month, watched: ObjectUse): KmsBill {
  const requests = Math.round(scaled(month.uploads, watched.uploads) + scaled(month.reads, watched.reads));
  return {
    requests,
    forRequests: requests * kmsPrices.request,
    beyondFreeTier: Math.max(0, requests - kmsPrices.freeRequests) * kmsPrices.request,
    forKeys: Math.round(month.keys * kmsPrices.keyMonth),
  };
}

function scaled(wanted: number, { requests, kmsCalls }: Use): number {
  if (wanted === 0) return 0;
  if (requests === 0)
    throw new RangeError('the run made no upload or read of this kind: its cost is not known');
  return (wanted * kmsCalls) / requests;
}

/** The items of a bill, by the words of the features. */
export const billItems = {
  'for requests to KMS': ({ forRequests }) => forRequests,
  'for requests to KMS beyond the free tier': ({ beyondFreeTier }) => beyondFreeTier,
  'for requests to KMS and a key': ({ forRequests, forKeys }) => forRequests + forKeys,
} as const satisfies Readonly<Record<string, (bill: KmsBill) => MicroDollars>>;
/** One of {@link billItems}. */
export type BillItem = keyof typeof billItems;

/** An amount in dollars, rounded to the cent: `$5.97`. */
export function inDollars(amount: MicroDollars): string {
  return `$${(Math.round(amount / 10_000) / 100).toFixed(2)}`;
}
