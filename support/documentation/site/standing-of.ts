import type { EarlierRun } from '../record/run-record.ts';
import { storeName } from './recorded-verdicts.ts';
import type { SiteExample, SiteStore, Standing, StoreVerdict } from './site.ts';

const RESULTS: Readonly<Record<EarlierRun['outcomes'][string]['result'], StoreVerdict>> = {
  pass: 'holds',
  fail: 'failed',
  skipped: 'skipped',
};

/**
 * How an outcome stands on a store: failed if one of its examples is, and holding only if all of them hold. Without a run
 * on that store, an earlier run in the conformance record says it.
 */
export function standingOf(
  store: SiteStore,
  id: string,
  examples: readonly SiteExample[],
  earlier: readonly EarlierRun[],
): Standing {
  const own = examples.flatMap(({ standings }) =>
    standings.filter((standing) => standing.store.name === store.name),
  );
  const recorded = own.filter(({ verdict }) => verdict !== 'not recorded');
  if (recorded.length === 0) {
    const results = earlier.find((run) => storeName({ run }) === store.name)?.outcomes;
    const entry = results !== undefined && Object.hasOwn(results, id) ? results[id] : undefined;
    return entry === undefined
      ? { store, verdict: 'not recorded', why: [] }
      : { store, verdict: RESULTS[entry.result], why: entry.why };
  }
  const has = (verdict: StoreVerdict) => own.some((standing) => standing.verdict === verdict);
  const worst = (['failed', 'skipped', 'not run', 'not recorded'] as const).find(has);
  const verdict = worst === 'not recorded' ? 'not run' : (worst ?? 'holds');
  return { store, verdict, why: [...new Set(own.flatMap(({ why }) => why))] };
}
