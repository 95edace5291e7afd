import { ownFile, projectRoot } from '../../node/own-file.ts';
import { type Usage, usageOf } from '../guard/cpu-time.ts';
import { median } from '../load.ts';
import type { Row } from '../table.ts';

/**
 * The specification of this repository beside its floor. The floor is cucumber with empty steps for the same features. It sends as many
 * requests by the SDK's clients, to a server that only verifies signatures.
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
  const row = (
    what: string,
    { of: usages, figure, target }: Measured & { readonly target?: string },
  ): Row => {
    const of = (usages: readonly Usage[]) => median(usages.map((usage) => usage[figure])) / 1000;
    return {
      what: `npm run spec: ${what}`,
      measured: `${of(usages).toFixed(2)} s`,
      against: `floor ${of(floor).toFixed(2)} s, of it without requests ${of(loading).toFixed(2)} s`,
      ratio: `${(of(usages) / of(floor)).toFixed(2)}×`,
      ...(target !== undefined && { target }),
    };
  };
  const requests = spec.at(-1)?.requests ?? 0;
  return [
    row(`time, ${requests.toLocaleString('en')} requests`, { of: shared, figure: 'wall', target: '≤ 3 s' }),
    row('time in one process', { of: spec, figure: 'wall' }),
    row('processor time in one process', { of: spec, figure: 'processor' }),
  ];
}

/** Runs of one kind, and what is told of them. */
interface Measured {
  readonly of: readonly Usage[];
  readonly figure: 'wall' | 'processor';
}

/** Runs the features with empty steps and so many requests, spread over the examples. */
async function floorOf(requests: number): Promise<Usage> {
  return await usageOf({
    args: [ownFile('support/bench/floor/floor-process.ts'), 'features/**/*.feature'],
    cwd: projectRoot,
    env: { KEYHOLE_FLOOR_REQUESTS: String(requests) },
  });
}
