import { expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../../scenario/cast/actors.ts';
import { documentedScenarios, scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import { provision } from '../../scenario/provision/provision.ts';
import { surroundingsOf } from '../../scenario/provision/surroundings-of.ts';
import { worldThings } from '../../world-diff/world-things.ts';
import { playScenario } from './play-scenario.ts';

/** Ids, access keys and times, which are others in each lab. */
const CHOSEN =
  /\bmrk-[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?:AIDA|AROA|AKIA|ASIA|ANPA|AGPA)[A-Z0-9]+\b|(?<=:secret:[^"]*-)\w{6}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

async function contents(lab: Lab): Promise<readonly string[]> {
  const things = worldThings({ lab: await lab.freeze() });
  return things.map((thing) => JSON.stringify(thing).replace(CHOSEN, 'chosen')).toSorted();
}

test.each([...documentedScenarios().keys()])(
  '%s is the same world, provisioned in this process and by requests',
  async (name) => {
    const scenario = scenarioNamed(name);
    await using sent = await startLab();
    const provisioned = await provision(scenario, sent.endpoint);
    await new Actors(provisioned).introduceUsers();
    sent.surround(surroundingsOf(provisioned, sent.surroundings));
    await using played = await startLab();
    await playScenario(scenario, played, { quotas: {}, facts: (around) => around });
    expect(await contents(played)).toEqual(await contents(sent));
  },
);
