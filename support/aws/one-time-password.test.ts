import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { consecutiveStep, isOneTimePassword, oneTimePassword, toBase32 } from './one-time-password.ts';

const SECRET = toBase32(Buffer.from('12345678901234567890'));
const at = (seconds: number) => new Date(seconds * 1000);

/** Rows of RFC 6238, appendix B: the last six of eight digits. */
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (seconds, code) => {
  expect(oneTimePassword(SECRET, at(seconds))).toBe(code);
});

test('a secret is written as RFC 4648 does', () => {
  expect(SECRET).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
});

describe('a code', () => {
  const code = oneTimePassword(SECRET, at(1_000_000));

  test('is taken half a minute before and after, and not a minute away', () => {
    for (const away of [-30, 0, 30]) expect(isOneTimePassword(SECRET, code, at(1_000_000 + away))).toBe(true);
    for (const away of [-90, 90]) expect(isOneTimePassword(SECRET, code, at(1_000_000 + away))).toBe(false);
  });

  test('and the next one are consecutive, in this order', () => {
    const next = oneTimePassword(SECRET, at(1_000_030));
    expect(consecutiveStep(SECRET, [code, next], at(1_000_030))).toBeDefined();
    expect(consecutiveStep(SECRET, [next, code], at(1_000_030))).toBeUndefined();
    expect(consecutiveStep(SECRET, [code, code], at(1_000_030))).toBeUndefined();
  });

  test('of any secret is taken at its time', () => {
    const secrets = fc.uint8Array({ minLength: 10, maxLength: 64 }).map(toBase32);
    const times = fc.integer({ min: 60, max: 4_000_000_000 }).map(at);
    fc.assert(
      fc.property(secrets, times, (secret, time) => {
        const shown = oneTimePassword(secret, time);
        expect(shown).toMatch(/^\d{6}$/);
        expect(isOneTimePassword(secret, shown, time)).toBe(true);
      }),
    );
  });
});
