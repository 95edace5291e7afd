import fc from 'fast-check';
import { decide } from '../authorization/decide.ts';
import { askOracle } from '../authorization/proof/oracle/oracle.ts';
import { contextOf, decideTrial, policiesOf, type Trial } from '../authorization/proof/trials/trial.ts';
import { trials } from '../authorization/proof/trials/trials.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import type { Row } from './table.ts';

/** The same decisions by keyhole and by the oracle: policies of all layers, requests to four services. */
export function oracleDecisions(count: number) {
  const asked = fc.sample(trials, { seed: 1, numRuns: count });
  // Policies that are kept teach V8 to allocate all policies in its old space, where those read for one decision cost more.
  let prepared: readonly Parameters<typeof decide>[0][] | undefined;
  return {
    askOracle: async () => {
      for (const one of asked) await askOracle(one);
    },
    decideAtHand: async () => {
      prepared ??= asked.map(requestOf);
      for (const one of prepared) decideOrRefuse(one);
    },
    decideFromText: async () => {
      for (const one of asked) decideTrial(one);
    },
  };
}

function requestOf({ principal, action, resource, resourceAccount, keys, documents }: Trial) {
  return {
    principal,
    permission: { action, resource, resourceAccount, context: contextOf(keys) },
    policies: policiesOf(action, documents),
  };
}

function decideOrRefuse(request: Parameters<typeof decide>[0]): void {
  try {
    decide(request);
  } catch (error) {
    if (!(error instanceof UndecidableError)) throw error;
  }
}

/** Times the same decisions by keyhole and by the oracle; those on policies that are kept come last. */
export async function oracleRows(): Promise<Row[]> {
  const count = 1000;
  const decisions = oracleDecisions(count);
  const theirs = await perDecision(count, decisions.askOracle);
  const parsed = await perDecision(count, decisions.decideFromText);
  const decided = await perDecision(count, decisions.decideAtHand);
  const parsedBesideKept = await perDecision(count, decisions.decideFromText);
  const row = (what: string, cost: number, target?: string): Row => ({
    what,
    measured: `${cost.toFixed(2)} µs`,
    against: `the oracle, ${theirs.toFixed(0)} µs`,
    ratio: `${(theirs / cost).toFixed(0)}× as fast`,
    ...(target === undefined ? {} : { target }),
  });
  return [
    row('decision over all layers, policies at hand', decided, '20×'),
    row('decision over all layers, policies read from their text each time', parsed, '5×'),
    row('the same in a process that keeps thousands of policies', parsedBesideKept),
  ];
}

const WARM_UP_MS = 500;

/** The mean microseconds of one of so many decisions, after a warm-up of the same duration. */
async function perDecision(count: number, decideAll: () => Promise<void>): Promise<number> {
  await roundsFor(WARM_UP_MS, decideAll);
  const start = performance.now();
  const rounds = await roundsFor(WARM_UP_MS, decideAll);
  return ((performance.now() - start) * 1000) / count / rounds;
}

/** The number of rounds within a time. */
async function roundsFor(ms: number, decideAll: () => Promise<void>): Promise<number> {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < ms) {
    await decideAll();
    rounds += 1;
  }
  return rounds;
}
