import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, type Change, COMPANY_CHANGES } from '../testing/company-changes.ts';
import { accessDiff } from './access-diff.ts';
import { compareAccess } from './compare-access.ts';
import { diffDocument } from './diff-document.ts';
import { WrittenVersions } from './testing/written-versions.ts';
import { startWorldPair } from './world-pair.ts';

const versions = new WrittenVersions();

/** The differences by every use, and by those that changed documents can touch. */
async function bothWays(changes: readonly Change[]) {
  const before = versions.of(companyOfSize(SMALL_COMPANY), 'before');
  const after = versions.of(both(...changes)(companyOfSize(SMALL_COMPANY)), 'after');
  const names = { before: 'before', after: 'after' };
  await using pair = await startWorldPair(before, after);
  const whole = await compareAccess(pair, { all: true });
  const touched = await compareAccess(pair);
  const decided = 0;
  return {
    whole: { ...diffDocument(await accessDiff(whole, pair), pair, names), decided },
    touched: { ...diffDocument(await accessDiff(touched, pair), pair, names), decided },
    counts: { whole: whole.decided, touched: touched.decided },
  };
}

test.each(Object.keys(COMPANY_CHANGES))('uses that are not touched by %s do not differ', async (name) => {
  const { whole, touched, counts } = await bothWays([COMPANY_CHANGES[name] ?? ((company) => company)]);
  expect(touched).toEqual(whole);
  if (name !== 'a fact that is stated') expect(counts.touched).toBeLessThan(counts.whole);
});

test('uses that are not touched by several changes do not differ', async () => {
  const names = fc.uniqueArray(fc.constantFrom(...Object.keys(COMPANY_CHANGES)), {
    minLength: 2,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(names, async (chosen) => {
      const { whole, touched } = await bothWays(chosen.flatMap((name) => COMPANY_CHANGES[name] ?? []));
      expect(touched).toEqual(whole);
    }),
    { numRuns: 3 },
  );
}, 120_000);
