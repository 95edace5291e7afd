import fc from 'fast-check';
import { decide } from '../authorization/decide.ts';
import { askOracle } from '../authorization/proof/oracle/oracle.ts';
import { contextOf, decideTrial, policiesOf } from '../authorization/proof/trials/trial.ts';
import { trials } from '../authorization/proof/trials/trials.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { Row } from './table.ts';

/** Times the same decisions by keyhole and by the oracle: policies of all layers, requests to four services. */
export async function oracleRows(): Promise<Row[]> {
  const asked = fc.sample(trials, { seed: 1, numRuns: 1000 });
  const prepared = asked.map(({ principal, action, resource, resourceAccount, keys, documents }) => ({
    principal,
    permission: { action, resource, resourceAccount, context: contextOf(keys) },
    policies: policiesOf(action, documents),
  }));
  const theirs = await perDecision(asked, askOracle);
  const decided = await perDecision(prepared, (request) => {
    try {
      decide(request);
    } catch (error) {
      if (!(error instanceof UndecidableError)) throw error;
    }
  });
  const parsed = await perDecision(asked, decideTrial);
  const row = (what: string, cost: number, target?: string): Row => ({
    what,
    measured: `${cost.toFixed(2)} µs`,
    against: `the oracle, ${theirs.toFixed(0)} µs`,
    ratio: `${(theirs / cost).toFixed(0)}× as fast`,
    ...(target === undefined ? {} : { target }),
  });
  return [
    row('decision over all layers, policies at hand', decided, '20×'),
    row('decision over all layers, policies read from their text each time', parsed),
  ];
}

const WARM_UP_MS = 500;

/** The mean microseconds of one decision, after a warm-up of the same duration. */
async function perDecision<T>(all: readonly T[], decideOne: (one: T) => unknown): Promise<number> {
  await roundsFor(WARM_UP_MS, all, decideOne);
  const start = performance.now();
  const rounds = await roundsFor(WARM_UP_MS, all, decideOne);
  return ((performance.now() - start) * 1000) / all.length / rounds;
}

/** The number of rounds over all of them within a time. */
async function roundsFor<T>(ms: number, all: readonly T[], decideOne: (one: T) => unknown): Promise<number> {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < ms) {
    for (const one of all) await decideOne(one);
    rounds += 1;
  }
  return rounds;
}
