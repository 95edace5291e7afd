import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalNumber } from './dynamodb-number.ts';

describe('A number', () => {
  test.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['-.5', '-0.5'],
    ['1e3', '1000'],
    ['1.2E-3', '0.0012'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['1e125', `1${'0'.repeat(125)}`],
  ])('%s is kept as %s', (given, kept) => {
    expect(canonicalNumber(given)).toBe(kept);
  });

  test.each([
    ['', 'cannot be converted'],
    ['.', 'cannot be converted'],
    ['1 2', 'cannot be converted'],
    ['0x1', 'cannot be converted'],
    ['NaN', 'cannot be converted'],
    ['1e126', 'overflow'],
    ['1e-131', 'underflow'],
    ['123456789012345678901234567890123456789', '38 significant digits'],
  ])('cannot be “%s”', (given, fault) => {
    expect(() => canonicalNumber(given)).toThrow(fault);
  });

  test('is kept in one form, with the same value, for every spelling', () => {
    const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 40 }), (value, shift) => {
        const kept = canonicalNumber(String(value));
        expect(kept).toBe(String(value));
        expect(canonicalNumber(`${value}${'0'.repeat(shift)}e-${shift}`)).toBe(kept);
        expect(canonicalNumber(`${value}e${shift}`)).toBe(String(value * 10n ** BigInt(shift)));
        expect(canonicalNumber(canonicalNumber(`${value}e-${shift}`))).toBe(
          canonicalNumber(`${value}e-${shift}`),
        );
      }),
    );
  });
});
