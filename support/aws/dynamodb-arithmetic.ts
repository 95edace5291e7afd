import { canonicalNumber } from './dynamodb-number.ts';

/**
 * The first canonical number and the second one, times a factor, added without a loss. Throws ValidationException for a sum that does
 * not fit.
 */
export function addNumbers(first: string, second: string, factor: 1n | -1n = 1n): string {
  const [a, b] = [scaled(first), scaled(second)];
  const places = Math.max(a.places, b.places);
  const sum =
    a.digits * 10n ** BigInt(places - a.places) + factor * b.digits * 10n ** BigInt(places - b.places);
  return canonicalNumber(`${sum}e-${places}`);
}

/** A number as digits with a number of them after the point. */
function scaled(text: string): { readonly digits: bigint; readonly places: number } {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), places: 0 };
  const whole = text.slice(0, point);
  const fraction = text.slice(point + 1);
  return { digits: BigInt(`${whole}${fraction}`), places: fraction.length };
}
