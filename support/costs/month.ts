import { kmsPrices, type MicroDollars } from './kms-prices.ts';
import type { ObjectUse, Use } from './kms-use.ts';

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
