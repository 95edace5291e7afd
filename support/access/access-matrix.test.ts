import { describe, expect, test } from '@jest/globals';
import { documentedScenarios, scenarioNamed } from '../scenario/document/documented-scenarios.ts';
import { arnOfUse } from './access-gates.ts';
import { type AccessCell, accessMatrix, countCells } from './access-matrix.ts';
import { startAccessWorld } from './access-world.ts';
import { ScenarioQuestions } from './scenario-questions.ts';

/** The ARN by which `keyhole decide` knows a principal of the cast; undefined for strangers and services. */
function wordsFor({ principal: { principal, kind } }: AccessCell): string | undefined {
  if (kind === 'stranger' || kind === 'service') return undefined;
  if (principal.type === 'Anonymous') return 'anonymous';
  if (principal.type === 'AssumedRole') return principal.roleArn;
  return 'arn' in principal ? principal.arn : undefined;
}

describe('a matrix says what keyhole decide says', () => {
  test.each([...documentedScenarios().keys()])(
    'in %s, for every action of every cell and class',
    async (name) => {
      await using world = await startAccessWorld(scenarioNamed(name));
      const { cells } = await accessMatrix(world);
      expect(cells).toHaveLength(countCells(world));
      const asking = new ScenarioQuestions(world.played, { things: new Map(), notUnderstood: new Map() });
      let compared = 0;
      for (const cell of cells) {
        const principal = wordsFor(cell);
        if (principal === undefined) continue;
        for (const { use, classes } of cell.uses)
          for (const { when, decisions } of classes) {
            const [first] = decisions;
            if (first === undefined) continue;
            const resource = arnOfUse(use);
            const stated = [...when].filter(([key]) => key !== 'aws:SourceVpce');
            const answer = await asking.answer(
              {
                ...{ principal, action: use.action.action, resource },
                context: Object.fromEntries(stated.filter((pair) => pair[1] !== undefined)) as Record<
                  string,
                  string[]
                >,
                without: stated.filter(([, values]) => values === undefined).map(([key]) => key),
                through: when.get('aws:SourceVpce')?.[0],
              },
              1,
            );
            const expected = first.result === 'Granted' ? 'allowed' : 'denied';
            expect({ principal, action: use.action.action, resource, decision: answer.decision }).toEqual({
              ...{ principal, action: use.action.action, resource, decision: expected },
            });
            if (first.result === 'Denied') expect(answer.layer).toBe(first.layer);
            compared++;
          }
      }
      expect(compared).toBeGreaterThan(40);
    },
  );
});

describe('a cell of a matrix', () => {
  const cell = async (principal: string, resource: string, access: string) => {
    await using world = await startAccessWorld(scenarioNamed('write-only-bucket'));
    const { cells } = await accessMatrix(world, {
      principals: world.principals.filter(({ id }) => id === principal),
      resources: world.resources.filter(({ id }) => id === resource),
    });
    return cells.find((one) => one.access === access);
  };

  test.each([
    ['roles.processing', 'buckets.write-only', 'read', 'allowed', undefined],
    ['roles.transfer', 'buckets.write-only', 'write', 'allowed', undefined],
    ['roles.transfer', 'buckets.write-only', 'read', 'denied', 'key policy'],
    ['roles.auditor', 'buckets.write-only', 'write', 'conditional', undefined],
    ['accounts.intake', 'keys.shared', 'grant', 'conditional', undefined],
    ['accounts.intake', 'keys.shared', 'administer', 'denied', 'cross-account operation'],
    ['users.outsider', 'buckets.write-only', 'administer', 'denied', 'resource'],
    ['anonymous', 'keys.shared', 'decrypt', 'denied', 'key policy'],
    ['a stranger', 'buckets.write-only', 'list', 'denied', 'resource'],
    ['transfer.amazonaws.com', 'roles.transfer', 'assume', 'allowed', undefined],
  ])('of %s and %s, to %s, is %s', async (principal, resource, access, result, layer) => {
    expect(await cell(principal, resource, access)).toMatchObject({ result, layer });
  });
});
