import { ProgressLine } from '../spec/progress.ts';
import { type FeatureSelection, runFeatures } from '../spec/run-features.ts';
import { SpecResults } from '../spec/spec-results.ts';

/** What came of a run. */
export interface Passes {
  readonly results: SpecResults;
  /** Of the same scenarios with their requests made past the gateway; only where that was asked for. */
  readonly alone?: SpecResults | undefined;
}

/**
 * Runs features, and to compare a store with AWS runs them once more, each scenario's request past the gateway: in a world
 * of its own, where nothing that the gateway performed or refused plays a part.
 */
export async function runPasses(selection: FeatureSelection, compare: boolean): Promise<Passes> {
  const results = new SpecResults();
  const told = {
    ...selection,
    ...(compare && { parameters: { comparing: 'through the gateway' } as const }),
  };
  const progress = new ProgressLine(process.stderr);
  const steps = await runFeatures(told, (message) => {
    const ended = results.add(message);
    if (ended) progress.ended(ended, results.planned);
  });
  progress.clear();
  const judgeable = results.scenarios.some(({ status }) => status === 'passed');
  const unusable = results.scenarios.some(({ status }) => status === 'unusable');
  if (!compare || unusable || !judgeable) return { results };
  return { results, alone: await runAlone({ ...selection, steps }) };
}

async function runAlone(selection: FeatureSelection): Promise<SpecResults> {
  const results = new SpecResults();
  const progress = new ProgressLine(process.stderr);
  const parameters = { comparing: 'past the gateway' } as const;
  await runFeatures({ ...selection, parameters }, (message) => {
    const ended = results.add(message);
    // That a store alone comes out otherwise is what is to be found, and no failure.
    if (ended) progress.ended({ ...ended, status: 'passed' }, results.planned);
  });
  progress.clear();
  return results;
}
