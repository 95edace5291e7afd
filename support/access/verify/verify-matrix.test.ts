import { describe, expect, test } from '@jest/globals';
import { documentedScenarios, scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import { accessMatrix } from '../access-matrix.ts';
import { startAccessWorld } from '../access-world.ts';
import { verifyMatrix } from './verify-matrix.ts';

describe('real requests are answered as the matrix says', () => {
  test.each([...documentedScenarios().keys()])('in %s', async (name) => {
    await using world = await startAccessWorld(scenarioNamed(name));
    const verification = await verifyMatrix(world, await accessMatrix(world));
    expect(verification.disagreements).toEqual([]);
    expect(verification.agreed).toBeGreaterThan(40);
    expect(verification.undecided).toBe(0);
  });
});

test('A matrix that says something else disagrees, with both answers', async () => {
  await using world = await startAccessWorld(scenarioNamed('write-only-bucket'));
  const { scenario, cells } = await accessMatrix(world, {
    principals: world.principals.filter(({ id }) => id === 'roles.processing'),
    resources: world.resources.filter(({ id }) => id === 'keys.shared'),
  });
  const wrong = cells.map((cell) => ({
    ...cell,
    uses: cell.uses.map((use) => ({ ...use, result: 'allowed' as const })),
  }));
  const { disagreements, agreed } = await verifyMatrix(world, { scenario, cells: wrong });
  expect(agreed).toBe(1);
  expect(disagreements).toContainEqual(
    expect.objectContaining({
      matrix: 'allowed',
      request: expect.stringMatching(/^denied \(400 AccessDeniedException/),
    }),
  );
});
