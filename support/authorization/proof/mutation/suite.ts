import { globSync } from 'node:fs';
import fc from 'fast-check';
import type { Trial } from '../trials/trial.ts';
import { trials } from '../trials/trials.ts';
import { load, type Replacement, urlOf } from './mutated-modules.ts';

const ENGINE = new URL('../../', import.meta.url);

/**
 * Files with tables of cases, which run before the slower laws. Two files are left out because they count runs or work
 * and cannot be cut short: laws of decisions and linear-work.
 */
const TABLES = globSync('{,conditions/,matching/,compiling/,layers/}*.test.ts', { cwd: ENGINE }).filter(
  (file) => !/laws|linear-work/.test(file),
);
const LAWS = globSync('decide-{laws-of-layers,grants-laws}.test.ts', { cwd: ENGINE });

/** Laws run for a limited time. */
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 600, markInterruptAsFailure: false });

/** Enough trials for each layer to occur often. */
const CORPUS = fc.sample(trials, { seed: 3, numRuns: 1500 });

type Verdicts = readonly string[];
let unmutated: Verdicts | undefined;

/** The test that notices a mutant; undefined if it survives. Throws if the mutant does not parse. */
export async function noticedBy(replacement: Replacement): Promise<string | undefined> {
  load(replacement);
  try {
    return (await failureIn(TABLES)) ?? (await changedVerdict()) ?? (await failureIn(LAWS));
  } catch (error) {
    return `fails to load: ${String(error)}`;
  }
}

async function failureIn(files: readonly string[]): Promise<string | undefined> {
  const { firstFailure }: { firstFailure(): Promise<string | undefined> } = await import(
    urlOf(new URL('proof/mutation/small-jest.ts', ENGINE).href)
  );
  for (const file of files) {
    await import(urlOf(new URL(file, ENGINE).href));
    const failure = await firstFailure();
    if (failure !== undefined) return `${file}: ${failure}`;
  }
  return undefined;
}

/** The oracle agrees with the unmutated engine on such trials, so it would disagree with any other verdict. */
async function changedVerdict(): Promise<string | undefined> {
  const verdicts = await verdictsNow();
  unmutated ??= verdicts;
  const changed = unmutated.findIndex((verdict, i) => verdict !== verdicts[i]);
  return changed < 0
    ? undefined
    : `proof/oracle/oracle.test.ts: ${unmutated[changed]} became ${verdicts[changed]}`;
}

async function verdictsNow(): Promise<Verdicts> {
  const { decideTrial }: typeof import('../trials/trial.ts') = await import(
    urlOf(new URL('proof/trials/trial.ts', ENGINE).href)
  );
  return CORPUS.map((trial: Trial) => {
    try {
      const decision = decideTrial(trial);
      if (decision === 'undecidable' || decision.result === 'Granted') return String(decision);
      return decision.layer === 'block public access' ? 'Denied' : String(decision.explicit);
    } catch (error) {
      return String(error);
    }
  });
}
