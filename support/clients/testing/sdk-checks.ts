import { describe, expect, test } from '@jest/globals';

/** For tests: what the programs of all SDKs check. Each prints `ok - <check>`, or `not ok - <check>: <reason>`. */
const CHECKS = [
  'any key and an empty object',
  'checksums',
  'uploads in parts',
  'an upload of one empty part',
  'ranges',
  'conditional writes',
  'lists page by page',
  'copies',
  'presigned URLs',
  'waiters',
  'profiles',
  'the other services',
  'denials',
];

/** For tests: describes the checks that a program printed, one test each. */
export function describeSdkChecks(printed: () => string): void {
  describe('finds as it finds at AWS', () => {
    const lines = () => printed().split('\n');

    test.each(CHECKS)('%s', (check) => {
      const line = lines().find((one) => new RegExp(`^(?:not )?ok - ${check}(?:: |$)`).test(one));
      expect(line ?? printed()).toBe(`ok - ${check}`);
    });

    test('and nothing else', () => {
      expect(lines().filter((line) => / - /.test(line))).toHaveLength(CHECKS.length);
    });
  });
}
