import { describe, expect, test } from '@jest/globals';
import { exceededLimit, type SizedPolicy } from './policy-size.ts';

/** The quota pages of STS, S3, KMS, Organizations and VPC. */
const LIMITS: readonly (readonly [SizedPolicy, number])[] = [
  ['session policy', 2048],
  ['bucket policy', 20_480],
  ['key policy', 32_768],
  ['service control policy', 10_240],
  ['resource control policy', 5120],
  ['endpoint policy', 20_480],
];

/** JSON with a given number of characters. */
const jsonOf = (length: number) => JSON.stringify('x'.repeat(length - 2));

describe('the size of a policy', () => {
  test.each(LIMITS)('%s: at most %d', (kind, limit) => {
    expect(exceededLimit(kind, jsonOf(limit))).toBeUndefined();
    expect(exceededLimit(kind, jsonOf(limit + 1))).toBe(limit);
  });

  test('counts bytes for S3 and KMS, characters elsewhere', () => {
    expect(exceededLimit('bucket policy', JSON.stringify('é'.repeat(10_240)))).toBe(20_480);
    expect(exceededLimit('key policy', JSON.stringify('é'.repeat(16_384)))).toBe(32_768);
    expect(exceededLimit('session policy', JSON.stringify('é'.repeat(2000)))).toBeUndefined();
  });

  test('does not need valid JSON', () => {
    expect(exceededLimit('bucket policy', `{"${'\\"'.repeat(20_480)}`)).toBe(20_480);
    expect(exceededLimit('bucket policy', `{"a": "\\\\", ${' '.repeat(30_000)}}`)).toBeUndefined();
  });

  test('leaves out white space in bucket policies only', () => {
    expect(exceededLimit('bucket policy', `${' '.repeat(30_000)}{}`)).toBeUndefined();
    expect(exceededLimit('key policy', `${' '.repeat(40_000)}{}`)).toBe(32_768);
  });
});
