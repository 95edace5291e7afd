import { exitCodes } from '../exit-codes.ts';
import { askQuestion, requiredLab } from '../lab/running/running-lab.ts';
import { readSnapshot } from './snapshot-file.ts';
import { tellIfSlow } from './tell-if-slow.ts';

/** `keyhole snapshot load`: replaces the world of a running lab. Throws SpecError if the snapshot is invalid; nothing changes then. */
export async function loadSnapshot(file: string, given: string | undefined): Promise<number> {
  const snapshot = readSnapshot(file);
  const { endpoint } = await requiredLab(given, true);
  await tellIfSlow(`loading ${file}`, askQuestion(endpoint, 'load', snapshot));
  const { scenario } = snapshot.world;
  const what = scenario === undefined ? 'no scenario' : `the scenario ${scenario.name}`;
  process.stdout.write(`The lab at ${endpoint} has the world of ${file}, with ${what}.\n`);
  return exitCodes.ok;
}
