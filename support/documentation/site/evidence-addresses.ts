import type { Address } from './addresses.ts';

/** The most outcomes that one page of the evidence has. */
export const MOST_OUTCOMES = 200;

/** The address of the evidence of a pattern, or of a further page of it. Pages are counted from 1. */
export function evidenceAddress(pattern: string, page = 1): Address {
  return `evidence/${pattern}/${page === 1 ? '' : `more/${page}/`}`;
}
