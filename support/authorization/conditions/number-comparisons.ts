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

/** The numeric operators, such as `NumericLessThan`: integers and decimal numbers. */
export function numeric(order: keyof typeof ORDERS): Comparison {
  return comparing(ORDERS[order], numberOf, 'a number');
}

/** The date operators, such as `DateLessThan`: dates of the W3C's ISO 8601 profile, or seconds since 1970. */
export function date(order: keyof typeof ORDERS): Comparison {
  return comparing(ORDERS[order], instantOf, 'a date (ISO 8601, or seconds since 1970)');
}

function comparing(order: Order, read: (text: string) => number | undefined, kind: string): Comparison {
  return (expected: string, site: ValueSite) => {
    const limit = read(expected);
    // These operators take no policy variables: a text with `${` is never a number.
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
