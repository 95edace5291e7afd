/** US dollars in millionths: prices of single requests are whole numbers of them. */
export type MicroDollars = number;

/**
 * What AWS KMS costs: a customer managed key by the month, in proportion where it is there for less; each request by
 * whoever makes it, or has S3 make it, whoever owns the key; the first requests of an account's month in all regions
 * together for nothing.
 *
 * Source: AWS Key Management Service pricing, as of November 2026: 1 dollar a key, 0.03 dollars for 10,000 requests.
 *
 * Differs: requests with asymmetric keys cost more; S3 makes none.
 */
export const kmsPrices = {
  keyMonth: 1_000_000,
  request: 3,
  freeRequests: 20_000,
} as const satisfies Readonly<Record<string, MicroDollars | number>>;
