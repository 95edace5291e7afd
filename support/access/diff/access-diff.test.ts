import { describe, expect, test } from '@jest/globals';
import { documentedScenarios, scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import { accessDiff } from './access-diff.ts';
import { compareAccess, countUses } from './compare-access.ts';
import { diffDocument } from './diff-document.ts';
import type { ScenarioVersion } from './scenario-version.ts';
import { startWorldPair } from './world-pair.ts';

const version = (name: string): ScenarioVersion => ({
  scenario: scenarioNamed(name),
  name,
  shown: (file) => file,
  [Symbol.dispose]: () => {},
});

async function differences(before: ScenarioVersion, after: ScenarioVersion) {
  await using pair = await startWorldPair(before, after);
  const compared = await compareAccess(pair, { all: true });
  expect(compared.decided).toBe(countUses(pair));
  const whole = await accessDiff(compared, pair);
  const restricted = await accessDiff(await compareAccess(pair), pair);
  const versions = { before: before.name, after: after.name };
  const document = diffDocument(whole, pair, versions);
  expect({ ...diffDocument(restricted, pair, versions), decided: document.decided }).toEqual(document);
  return document;
}

describe('the differences of a scenario', () => {
  test.each([...documentedScenarios().keys()])('%s to itself are none', async (name) => {
    const same = await differences(version(name), version(name));
    expect(same).toMatchObject({
      ...{ widened: [], narrowed: [], pathsOpened: [], undecided: [], inexact: [] },
      ...{ withoutAdministrator: [], unreadable: [] },
    });
    expect(same.compared).toBeGreaterThan(50);
  });

  test('to another are those of the other to it, the other way round', async () => {
    const [one, other] = [version('write-only-bucket'), version('secure-file-exchange')];
    const there = await differences(one, other);
    const back = await differences(other, one);
    const told = (list: typeof there.widened) =>
      list
        .map(({ resource, access, principals, when }) => [resource, access, principals.toSorted(), when])
        .toSorted();
    expect(there.widened.length).toBeGreaterThan(5);
    expect(told(there.widened)).toEqual(told(back.narrowed));
    expect(told(there.narrowed)).toEqual(told(back.widened));
  });
});
