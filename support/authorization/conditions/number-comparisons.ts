import { PolicyError } from '../terms/policy-error.ts';
import type { Comparison, ValueSite } from './comparison.ts';
import { instantOf } from './instant.ts';

type Order = (actual: number, expected: number) => boolean;

const ORDERS = {
  Equals: (actual, expected) => actual === expected,
  LessThan: (actual, expected) => actual < expected,
  LessThanEquals: (actual, expected) => actual <= expected,
  GreaterThan: (actual, expected) => actual > expected,
  GreaterThanEquals: (actual, expected) => actual >= expected,
} as const satisfies Record<string, Order>;

/** `NumericLessThan` and its kin: whole and decimal numbers. */
export function numeric(order: keyof typeof ORDERS): Comparison {
  return comparing(ORDERS[order], numberOf, 'a number');
}

/** `DateLessThan` and its kin: ISO 8601 as the W3C note has it, or seconds since 1970. */
export function date(order: keyof typeof ORDERS): Comparison {
  return comparing(ORDERS[order], instantOf, 'a date (ISO 8601, or seconds since 1970)');
}

function comparing(order: Order, read: (text: string) => number | undefined, kind: string): Comparison {
  return (expected: string, site: ValueSite) => {
    const limit = read(expected);
    // Policy variables cannot be used with these operators: `${` never reads as a number.
    if (limit === undefined) throw new PolicyError(site.path, `"${expected}" is not ${kind}`);
    return (actual) => {
      const value = read(actual);
      return value !== undefined && order(value, limit);
    };
  };
}

function numberOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
