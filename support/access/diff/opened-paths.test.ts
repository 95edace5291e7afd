import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CompanySize, companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, COMPANY_CHANGES } from '../testing/company-changes.ts';
import { compareAccess } from './compare-access.ts';
import { openedPaths } from './opened-paths.ts';
import { PossibleAccess } from './possible-access.ts';
import { plainAccess, plainOpenedPaths } from './testing/plain-access.ts';
import { WrittenVersions } from './testing/written-versions.ts';
import { startWorldPair, type WorldPair } from './world-pair.ts';

const versions = new WrittenVersions();

async function paired<Result>(
  names: readonly string[],
  size: CompanySize,
  run: (pair: WorldPair) => Promise<Result>,
): Promise<Result> {
  const company = companyOfSize(size);
  const changes = names.flatMap((name) => COMPANY_CHANGES[name] ?? []);
  await using pair = await startWorldPair(
    versions.of(company, 'before'),
    versions.of(both(...changes)(company), 'after'),
  );
  return await run(pair);
}

async function openedLines(pair: WorldPair): Promise<readonly string[]> {
  const possible = { before: new PossibleAccess(pair.before), after: new PossibleAccess(pair.after) };
  const ids = new Map(pair.after.resources.map(({ id, name }) => [name, id]));
  const { uses } = await compareAccess(pair);
  const widened = uses.filter(({ classes }) =>
    classes.some(({ before, after }) => before.result === 'denied' && after.result === 'allowed'),
  );
  const opened = await openedPaths(widened, pair, possible);
  return opened.map(
    ({ principal, over, resource, access }) =>
      `${principal.id} → ${over.map((name) => ids.get(name)).join(' → ')}: ${resource.id} ${access}`,
  );
}

/** With roles that trust their own account, and roles that trust the first one. */
const WITH_CHAINS = { ...SMALL_COMPANY, principals: 5, statements: 4 };

test('a new trust opens chains of three roles', async () => {
  const lines = await paired(['a new trust'], WITH_CHAINS, openedLines);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.some((line) => line.split(' → ').length === 4)).toBe(true);
});

test('the paths that open are those of a search that decides every use alone', async () => {
  const names = fc.uniqueArray(fc.constantFrom(...Object.keys(COMPANY_CHANGES)), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 3, max: 4 }), async (chosen, statements) => {
      const { lines, plain } = await paired(
        ['a new trust', 'a permission to assume roles', ...chosen],
        { ...WITH_CHAINS, statements },
        async (pair) => ({ lines: await openedLines(pair), plain: await plainOpenedPaths(pair) }),
      );
      expect(lines).toEqual(plain);
    }),
    { numRuns: 3 },
  );
}, 240_000);

test('the accesses of each principal are those that are decided alone', async () => {
  const names = fc.uniqueArray(fc.constantFrom(...Object.keys(COMPANY_CHANGES)), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 3, max: 4 }), async (chosen, statements) => {
      await paired(chosen, { ...SMALL_COMPANY, statements }, async ({ after }) => {
        const possible = new PossibleAccess(after);
        for (const [who, alone] of await plainAccess(after))
          expect([who, ...(await possible.of(who)).keys()]).toEqual([who, ...alone]);
      });
    }),
    { numRuns: 3 },
  );
}, 240_000);
