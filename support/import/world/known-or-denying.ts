import type { GapList, Place } from './gap-list.ts';
import { policyText } from './policy-text.ts';

/** The place of a policy, and where its gaps go. */
interface Told {
  readonly place: Place;
  readonly gaps: GapList;
}

/** The text of a policy that must be there; `denying` if it is unknown or nothing is left of it. */
export function knownOrDenying(value: unknown, denying: string, { place, gaps }: Told): string {
  const text = policyText(value, place, gaps);
  return text === undefined || text === '' ? denying : text;
}

/**
 * The text of a policy of a key or a VPC endpoint: without one, AWS takes a default policy, which allows. Undefined if none is written.
 * It is `denying` if it is unknown or nothing is left of it.
 */
export function writtenOrDenying(value: unknown, denying: string, told: Told): string | undefined {
  return value === undefined ? undefined : knownOrDenying(value, denying, told);
}

/** The text of a policy that may be missing: undefined if nothing is left of it, and `denying` if it is unknown. */
export function knownOrNone(value: unknown, denying: string, { place, gaps }: Told): string | undefined {
  if (value === undefined) return undefined;
  const text = policyText(value, place, gaps);
  if (text === undefined) return denying;
  return text === '' ? undefined : text;
}
