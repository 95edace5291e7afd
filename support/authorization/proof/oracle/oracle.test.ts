import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { trials } from '../trials/trials.ts';
import { compare } from './compare.ts';

/** `npm run test:engine` runs 24,000 trials; number and seed can be set. */
const numRuns = Number(process.env.ORACLE_TRIALS ?? 2000);
const seed = Number(process.env.ORACLE_SEED ?? 20_260_101);

const MINUTE = 60_000;

test(
  'an independent engine decides as keyhole does, except for the explained differences',
  async () => {
    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    const agreed = fc.asyncProperty(trials, async (trial) => {
      const { ours, layer, theirs, agree } = await compare(trial);
      if (!agree) throw new Error(`keyhole says ${ours} (${layer ?? 'no layer'}), the oracle ${theirs}`);
      for (const what of [ours, layer, trial.action.split(':')[0], trial.principal.type])
        if (what) count(what);
    });
    await fc.assert(agreed, { numRuns, seed });
    if (process.env.ORACLE_TRIALS !== undefined) report(counts);

    // All layers and both outcomes occur, and neither outcome far more often than the other.
    const share = (what: string) => (counts.get(what) ?? 0) / numRuns;
    expect(share('Allowed')).toBeGreaterThan(0.25);
    expect(share('ImplicitlyDenied')).toBeGreaterThan(0.2);
    expect(share('ExplicitlyDenied')).toBeGreaterThan(0.1);
    expect(share('undecidable')).toBeLessThan(0.02);
    for (const layer of LAYERS) expect([layer, counts.get(layer) ?? 0]).not.toEqual([layer, 0]);
  },
  2 * MINUTE,
);

const LAYERS = [
  'scp',
  'rcp',
  'endpoint policy',
  'identity',
  'boundary',
  'session',
  'resource',
  'key policy',
  'trust policy',
  'block public access',
  'cross-account operation',
];

function report(counts: ReadonlyMap<string, number>): void {
  const sorted = [...counts].sort(([, a], [, b]) => b - a).map(([what, n]) => `${what} ${n}`);
  process.stdout.write(
    `${numRuns} trials against the oracle, seed ${seed}, all agree: ${sorted.join(', ')}\n`,
  );
}
