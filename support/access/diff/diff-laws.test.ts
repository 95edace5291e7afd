import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Company, companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, type Change, COMPANY_CHANGES } from '../testing/company-changes.ts';
import { accessDiff } from './access-diff.ts';
import { compareAccess } from './compare-access.ts';
import { type ChangeDocument, diffDocument, isUnchanged } from './diff-document.ts';
import { WrittenVersions } from './testing/written-versions.ts';
import { startWorldPair } from './world-pair.ts';

const versions = new WrittenVersions();
const names = fc.uniqueArray(fc.constantFrom(...Object.keys(COMPANY_CHANGES)), {
  minLength: 1,
  maxLength: 3,
});
const changed = (chosen: readonly string[]) =>
  both(
    ...chosen.flatMap((name): readonly Change[] =>
      [COMPANY_CHANGES[name]].filter((one) => one !== undefined),
    ),
  )(companyOfSize(SMALL_COMPANY));

async function differences(before: Company, after: Company) {
  const named = { before: 'before', after: 'after' };
  await using pair = await startWorldPair(versions.of(before, named.before), versions.of(after, named.after));
  return diffDocument(await accessDiff(await compareAccess(pair), pair), pair, named);
}

const told = (changes: readonly ChangeDocument[]) =>
  changes
    .flatMap(({ resource, access, actions, objects = [''], principals, when }) =>
      principals.flatMap((who) =>
        objects.map((object) => [who, access, resource, actions, object, when].join(' ')),
      ),
    )
    .toSorted();

/** Writes the documents of a company otherwise: other blanks, other orders of members, lists of one for single values. */
function rewritten({ document, files }: Company, indent: number, isReversed: boolean): Company {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, inner]) => [
      name,
      ['Action', 'Resource'].includes(name) && typeof inner === 'string' ? [inner] : turned(inner),
    ]);
    return Object.fromEntries(isReversed ? members.reverse() : members);
  };
  const others = Object.entries(files).map(([path, text]) => [
    path,
    JSON.stringify(turned(JSON.parse(text)), undefined, indent),
  ]);
  return { document, files: Object.fromEntries(others) };
}

test('a version has no differences to itself, however its documents are written', async () => {
  await fc.assert(
    fc.asyncProperty(names, fc.nat(8), fc.boolean(), async (chosen, indent, isReversed) => {
      const company = changed(chosen);
      const same = await differences(company, rewritten(company, indent, isReversed));
      expect(isUnchanged(same)).toBe(true);
      expect(same).toMatchObject({ withoutAdministrator: [], unreadable: [], inexact: [] });
    }),
    { numRuns: 4 },
  );
}, 120_000);

test('what widens from one version to another narrows on the way back', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (chosen) => {
      const [one, other] = [companyOfSize(SMALL_COMPANY), changed(chosen)];
      const there = await differences(one, other);
      const back = await differences(other, one);
      expect(told(there.widened)).toEqual(told(back.narrowed));
      expect(told(there.narrowed)).toEqual(told(back.widened));
      expect(there.compared).toBe(back.compared);
    }),
    { numRuns: 4 },
  );
}, 120_000);
