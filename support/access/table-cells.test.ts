import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentedScenarios, scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import type { Scenario } from '../scenario/document/scenario.ts';
import { type AccessCell, accessMatrix } from './access-matrix.ts';
import { startAccessWorld } from './access-world.ts';
import { usesWithoutPolicy } from './denied-without-policy.ts';
import { WrittenVersions } from './diff/testing/written-versions.ts';
import { useDocument } from './matrix-document.ts';
import { TableCells } from './table-cells.ts';
import { companyOfSize, SMALL_COMPANY } from './testing/company.ts';
import { both, COMPANY_CHANGES } from './testing/company-changes.ts';

// They are read here, since each test works in a folder of its own.
const scenarios = [...documentedScenarios().keys()].map((name) => scenarioNamed(name));
const versions = new WrittenVersions();

/** The results of every cell: each decided alone, and those of a table. */
async function bothWays(scenario: Scenario) {
  await using world = await startAccessWorld(scenario);
  const told = (cell: AccessCell) => {
    const { principal, resource, access, result, layer } = cell;
    const reasons = usesWithoutPolicy(cell).map((use) => useDocument(use, world.describing));
    return `${principal.id} ${access} ${resource.id}: ${result} ${layer ?? JSON.stringify(reasons)}`;
  };
  const alone = await accessMatrix(world);
  const table = await accessMatrix(world, { table: new TableCells(world) });
  return { alone: alone.cells.map(told), table: table.cells.map(told), cells: table.cells };
}

test.each(scenarios)('a table of $name shows what each cell alone does', async (scenario) => {
  const { alone, table } = await bothWays(scenario);
  expect(table).toEqual(alone);
});

test.each(Object.keys(COMPANY_CHANGES))('a table shows what each cell alone does, with %s', async (name) => {
  const change = COMPANY_CHANGES[name] ?? ((company) => company);
  const { alone, table } = await bothWays(
    versions.of(change(companyOfSize(SMALL_COMPANY)), 'changed').scenario,
  );
  expect(table).toEqual(alone);
});

test('a table shows what each cell alone does, with several changes', async () => {
  const names = fc.uniqueArray(fc.constantFrom(...Object.keys(COMPANY_CHANGES)), {
    minLength: 2,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 3, max: 4 }), async (chosen, statements) => {
      const changes = chosen.flatMap((one) => COMPANY_CHANGES[one] ?? []);
      const company = both(...changes)(companyOfSize({ ...SMALL_COMPANY, statements }));
      const { alone, table } = await bothWays(versions.of(company, 'changed').scenario);
      expect(table).toEqual(alone);
    }),
    { numRuns: 3 },
  );
}, 120_000);

test('a table holds the decisions of those cells alone that need words', async () => {
  const { cells } = await bothWays(versions.of(companyOfSize(SMALL_COMPANY), 'company').scenario);
  for (const { result, uses } of cells)
    expect(uses.length > 0).toBe(result !== 'allowed' && result !== 'denied');
});
