import type { ObjectUse, Use } from './kms-use.ts';

/** US dollars in millionths: prices of single requests are whole numbers of them. */
type MicroDollars = number;

/**
 * What AWS KMS costs: a customer managed key by the month, in proportion where it is there for less; each request by
 * whoever makes it, or has S3 make it, whoever owns the key; the first requests of an account's month in all regions
 * together for nothing.
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

/** How much a month is to see. */
export interface Month {
  readonly uploads: number;
  readonly reads: number;
  /** Customer managed keys; a fraction for those that are there for part of the month. */
  readonly keys: number;
}

/** What a month costs in AWS KMS. */
export interface KmsBill {
  readonly requests: number;
  /** For all requests, the free ones too. */
  readonly forRequests: MicroDollars;
  /** For those beyond the free ones. */
  readonly beyondFreeTier: MicroDollars;
  readonly forKeys: MicroDollars;
}

/**
 * What a month would cost in which each upload and each read takes as many calls to KMS as in a run that was watched.
 * Throws RangeError where the run did nothing of what the month is to see.
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
  if (requests === 0) throw new RangeError('a run that did none of it tells nothing of what it costs');
  return (wanted * kmsCalls) / requests;
}

/** What of a bill features speak of. */
export const billItems = {
  'for requests to KMS': ({ forRequests }) => forRequests,
  'for requests to KMS beyond the free tier': ({ beyondFreeTier }) => beyondFreeTier,
  'for requests to KMS and a key': ({ forRequests, forKeys }) => forRequests + forKeys,
} as const satisfies Readonly<Record<string, (bill: KmsBill) => MicroDollars>>;
/** One of {@link billItems}. */
export type BillItem = keyof typeof billItems;

/** `$5.97`: rounded to the cent. */
export function inDollars(amount: MicroDollars): string {
  return `$${(Math.round(amount / 10_000) / 100).toFixed(2)}`;
}
