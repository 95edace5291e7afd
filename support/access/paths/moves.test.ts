import { expect, test } from '@jest/globals';
import { AccessGates } from '../access-gates.ts';
import { decidedUse, openKeys } from '../access-matrix.ts';
import { type AccessWorld, startAccessWorld } from '../access-world.ts';
import { WrittenVersions } from '../diff/testing/written-versions.ts';
import { GroupedResults } from '../grouped-results.ts';
import { companyOfSize, SMALL_COMPANY } from '../testing/company.ts';
import { both, COMPANY_CHANGES } from '../testing/company-changes.ts';
import { isPossible } from './access-path.ts';
import { Moves } from './moves.ts';

const versions = new WrittenVersions();
const SIZE = { ...SMALL_COMPANY, principals: 5, statements: 4 };

/** The moves of every principal that one action gives, each use decided alone. */
async function movesByDeciding(world: AccessWorld, action: string, kind: string): Promise<readonly string[]> {
  const moves: string[] = [];
  for (const who of world.principals)
    for (const to of world.principals) {
      const resource = world.resources.find(({ id }) => id === to.id);
      if (to.kind !== kind || to.id === who.id || resource === undefined) continue;
      const access = await decidedUse(world, who, { action: { action }, resource }, openKeys(world, who));
      if (isPossible(access)) moves.push(`${who.id} → ${to.id}`);
    }
  return moves;
}

test.each([
  ['a new trust', 'a service control policy'],
  ['a permission to assume roles', 'a boundary'],
  ['a managed policy of AWS', 'a role less'],
])(
  'the moves with %s and %s are those of a search that decides every pair',
  async (...names) => {
    const changes = names.flatMap((name) => COMPANY_CHANGES[name] ?? []);
    const { scenario } = versions.of(both(...changes)(companyOfSize(SIZE)), 'company');
    await using world = await startAccessWorld(scenario);
    const gates = new AccessGates(world);
    const moves = new Moves(world, gates, new GroupedResults(world, gates));
    const assumed: string[] = [];
    const become: string[] = [];
    for (const who of world.principals) {
      for (const { to } of await moves.assumptions(who)) assumed.push(`${who.id} → ${to.id}`);
      for (const { to, steps } of await moves.takeovers(who))
        if ((await steps())[0]?.kind === 'become') become.push(`${who.id} → ${to.id}`);
    }
    expect(assumed).toEqual(await movesByDeciding(world, 'sts:AssumeRole', 'role'));
    expect(assumed.length).toBeGreaterThan(5);
    expect(become).toEqual(await movesByDeciding(world, 'iam:CreateAccessKey', 'user'));
    expect(become.length).toBeGreaterThan(0);
  },
  120_000,
);
