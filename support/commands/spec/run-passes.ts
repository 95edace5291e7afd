import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import { ProgressLine } from './progress.ts';
import { type FeatureSelection, runFeatures } from './run-features.ts';
import { type ExampleResult, SpecResults } from './spec-results.ts';

/** The results of a run. */
export interface Passes {
  readonly results: SpecResults;
  /** The results of the same examples past the gateway; undefined unless a comparison was asked for. */
  readonly alone?: SpecResults | undefined;
}

/**
 * Runs features. A comparison runs them a second time, with each example's request past the gateway. The second run
 * provisions its scenarios anew, so that the first has no effect on it.
 */
export async function runPasses(selection: FeatureSelection, compare: boolean): Promise<Passes> {
  const results = new SpecResults((id) => outcomeRegister().has(id));
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
  const results = new SpecResults((id) => outcomeRegister().has(id));
  const parameters = { comparing: 'past the gateway' } as const;
  // A store that alone gives another answer is a finding, not a failure.
  await runShown({ ...selection, parameters }, results, (ended) => ({ ...ended, status: 'passed' }));
  return results;
}

/** Runs features and shows the progress, each example with the status that `seen` gives it. */
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
