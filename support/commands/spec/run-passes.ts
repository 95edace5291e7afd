import { ProgressLine } from './progress.ts';
import { type FeatureSelection, runFeatures } from './run-features.ts';
import { type ExampleResult, SpecResults } from './spec-results.ts';

/** What came of a run. */
export interface Passes {
  readonly results: SpecResults;
  /** Of the same examples with their requests made past the gateway; only where that was asked for. */
  readonly alone?: SpecResults | undefined;
}

/**
 * Runs features, and to compare a store with AWS runs them once more, each example's request past the gateway: in a world
 * of its own, where nothing that the gateway performed or refused plays a part.
 */
export async function runPasses(selection: FeatureSelection, compare: boolean): Promise<Passes> {
  const results = new SpecResults();
  const told = {
    ...selection,
    ...(compare && { parameters: { comparing: 'through the gateway' } as const }),
  };
  const steps = await runShown(told, results);
  const judgeable = results.examples.some(({ status }) => status === 'passed');
  const unusable = results.examples.some(({ status }) => status === 'unusable');
  if (!compare || unusable || !judgeable) return { results };
  return { results, alone: await runAlone({ ...selection, steps }) };
}

async function runAlone(selection: FeatureSelection): Promise<SpecResults> {
  const results = new SpecResults();
  const parameters = { comparing: 'past the gateway' } as const;
  // That a store alone comes out otherwise is what is to be found, and no failure.
  await runShown({ ...selection, parameters }, results, (ended) => ({ ...ended, status: 'passed' }));
  return results;
}

/** Runs features, and shows how far the run is, each example as it is to be seen. */
async function runShown(
  selection: FeatureSelection,
  results: SpecResults,
  seen: (ended: ExampleResult) => ExampleResult = (ended) => ended,
): ReturnType<typeof runFeatures> {
  using progress = new ProgressLine(process.stderr);
  return await runFeatures(selection, (message) => {
    const ended = results.add(message);
    if (ended) progress.ended(seen(ended), results.planned);
  });
}
