import { PolicyError } from '../terms/policy-error.ts';
import type { Comparison } from './comparison.ts';
import { stringEqualsIgnoreCase } from './string-comparisons.ts';

/** `Bool`: `true` or `false`. */
export const bool: Comparison = (expected, site) => {
  if (!/^(true|false)$/i.test(expected) && !(site.variables && expected.includes('${'))) {
    throw new PolicyError(site.path, `"${expected}" is neither true nor false`);
  }
  return stringEqualsIgnoreCase(expected, site);
};

/** `BinaryEquals`: the same bytes; both sides are written in base64. */
export const binaryEquals: Comparison = (expected, site) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(expected))
    throw new PolicyError(site.path, `"${expected}" is not base64`);
  const bytes = Buffer.from(expected, 'base64');
  return (actual) => bytes.equals(Buffer.from(actual, 'base64'));
};
