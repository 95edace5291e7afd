import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Company, companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, type Change, COMPANY_CHANGES } from '../testing/company-changes.ts';
import { uploadWorlds } from '../testing/upload-worlds.ts';
import { accessDiff } from './access-diff.ts';
import { compareAccess } from './compare-access.ts';
import { diffDocument } from './diff-document.ts';
import { WrittenVersions } from './testing/written-versions.ts';
import { startWorldPair } from './world-pair.ts';

const versions = new WrittenVersions();

/** The differences by every use, and by those that changed documents can touch, after changes of the small company. */
function bothWays(changes: readonly Change[]) {
  const company = companyOfSize(SMALL_COMPANY);
  return bothWaysOf(company, both(...changes)(company));
}

async function bothWaysOf(one: Company, other: Company) {
  const before = versions.of(one, 'before');
  const after = versions.of(other, 'after');
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

test('uploads that are not touched by a change of one document do not differ', async () => {
  const place = fc.constantFrom('bucket.json', 'k.json', 'theirs.json', 'writer.json', 'colleague.json');
  await fc.assert(
    fc.asyncProperty(uploadWorlds, uploadWorlds, place, async (world, source, path) => {
      const { [path]: text } = source.files;
      const { [path]: own } = world.files;
      fc.pre(text !== undefined && own !== undefined);
      const after = { ...world, files: { ...world.files, [path]: text ?? '' } };
      const { whole, touched } = await bothWaysOf(world, after);
      // Principals whom no policy allows anything are not asked about. Each alone can be undecided.
      expect({ ...touched, undecided: [] }).toEqual({ ...whole, undecided: [] });
    }),
    { numRuns: 12 },
  );
}, 120_000);

test('a change of a key touches uploads to other buckets whose policies name the key', async () => {
  const { "another bucket's key demanded of uploads": demand, 'a key handed to another account': hand } =
    COMPANY_CHANGES;
  if (demand === undefined || hand === undefined) throw new TypeError('there are no such changes');
  const company = demand(companyOfSize({ ...SMALL_COMPANY, statements: 4, principals: 6 }));
  const { whole, touched } = await bothWaysOf(company, hand(company));
  expect(whole.widened.map(({ resource, access }) => `${access} ${resource}`)).toContain('write buckets.b1');
  expect(touched).toEqual(whole);
});
