import { ownFile, projectRoot } from '../../node/own-file.ts';
import { type Usage, usageOf } from '../guard/cpu-time.ts';
import { median } from '../load.ts';
import type { Row } from '../table.ts';

/**
 * The specification of this repository beside its floor. The floor is cucumber with empty steps for the same features. It sends as many
 * requests by the SDK's clients, to a server that only verifies signatures. It is one process, so a run in several has no ratio.
 */
export async function specificationFloorRows(rounds: number): Promise<Row[]> {
  const spec: Usage[] = [];
  const shared: Usage[] = [];
  const floor: Usage[] = [];
  const loading: Usage[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const args = [ownFile('support/commands/keyhole.ts'), 'spec', '--quiet'];
    const ours = await usageOf({ args, cwd: projectRoot });
    const each = await usageOf({ args: [...args, '--parallel', 'auto'], cwd: projectRoot });
    const least = await floorOf(ours.requests);
    const without = await floorOf(0);
    // The first round fills the cache of compiled sources.
    if (round === 0) continue;
    spec.push(ours);
    shared.push(each);
    floor.push(least);
    loading.push(without);
  }
  const row = (what: string, figure: Figure): Row => {
    const measured = medianOf(spec, figure);
    const least = medianOf(floor, figure);
    const empty = medianOf(loading, figure);
    return {
      what: `npm run spec: ${what}`,
      measured: `${measured.toFixed(2)} s`,
      against: `floor ${least.toFixed(2)} s, of it without requests ${empty.toFixed(2)} s`,
      ratio: `${(measured / least).toFixed(2)}×`,
    };
  };
  const requests = spec.at(-1)?.requests ?? 0;
  return [
    {
      what: `npm run spec: time, ${requests.toLocaleString('en')} requests`,
      measured: `${medianOf(shared, 'wall').toFixed(2)} s`,
      target: '≤ 3 s',
    },
    row('time in one process', 'wall'),
    row('processor time in one process', 'processor'),
  ];
}

type Figure = 'wall' | 'processor';

/** The median of a figure of runs, in seconds. */
function medianOf(usages: readonly Usage[], figure: Figure): number {
  return median(usages.map((usage) => usage[figure])) / 1000;
}

/** Runs the features with empty steps and so many requests, spread over the examples. */
async function floorOf(requests: number): Promise<Usage> {
  return await usageOf({
    args: [ownFile('support/bench/floor/floor-process.ts'), 'features/**/*.feature'],
    cwd: projectRoot,
    env: { KEYHOLE_FLOOR_REQUESTS: String(requests) },
  });
}
