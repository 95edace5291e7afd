import { interruptedBy } from '../../backends/run-interruption.ts';
import type { RunRecorder } from '../../documentation/record/run-recorder.ts';
import { growInSmallSteps } from '../../node/grow-in-small-steps.ts';
import { keepYoungGeneration } from '../../node/keep-young-generation.ts';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import type { ExampleResult } from './example-result.ts';
import { ProgressLine } from './progress.ts';
import { type FeatureSelection, runFeatures } from './run-features.ts';
import { SpecResults } from './spec-results.ts';

/** The results of a run. */
export interface Passes {
  readonly results: Pick<SpecResults, 'examples' | 'emptyParts' | 'parseErrors'>;
  /** The results of the same examples past the gateway; undefined unless a comparison was asked for. */
  readonly alone?: Pick<SpecResults, 'examples'> | undefined;
}

interface PassOptions {
  readonly compare: boolean;
  readonly quiet: boolean;
  /** Follows the run through the gateway. */
  readonly recorder: RunRecorder;
  /** Called with each example that ended, and the number of all. */
  readonly ended?: Ended;
  /** The same, past the gateway. */
  readonly compared?: Ended;
}

type Ended = (example: ExampleResult, planned: number) => void;

/**
 * Runs features. A comparison runs them a second time, with each example's request past the gateway. The second run
 * provisions its scenarios anew, so that the first has no effect on it.
 */
export async function runPasses(
  selection: FeatureSelection,
  { compare, quiet, recorder, ended, compared }: PassOptions,
): Promise<Passes> {
  const results = new SpecResults((id) => outcomeRegister().has(id));
  const told = {
    ...selection,
    ...(compare && { parameters: { comparing: 'through the gateway' } as const }),
  };
  const steps = await runShown(told, results, { quiet, recorder, ended });
  const judgeable = results.examples.some(({ status }) => status === 'passed');
  const unusable = results.examples.some(({ status }) => status === 'unusable');
  if (!compare || unusable || !judgeable || interruptedBy() !== undefined) return { results };
  return { results, alone: await runAlone({ ...selection, steps, formats: [] }, { quiet, compared }) };
}

async function runAlone(
  selection: FeatureSelection,
  { quiet, compared }: Pick<PassOptions, 'quiet' | 'compared'>,
): Promise<SpecResults> {
  const results = new SpecResults((id) => outcomeRegister().has(id));
  const parameters = { comparing: 'past the gateway' } as const;
  // A store that alone gives another answer is a finding, not a failure.
  const seen = (ended: ExampleResult): ExampleResult => ({ ...ended, status: 'passed' });
  await runShown({ ...selection, parameters }, results, { quiet, seen, ended: compared });
  return results;
}

/** The way to show a run: with the status that `seen` gives each example, or not at all. */
interface Showing {
  readonly quiet: boolean;
  readonly recorder?: RunRecorder;
  readonly seen?: (ended: ExampleResult) => ExampleResult;
  readonly ended?: Ended | undefined;
}

/** The number of examples from which the memory of a run counts. */
const LARGE = 1000;

/** Runs features and shows the progress. */
async function runShown(
  selection: FeatureSelection,
  results: SpecResults,
  { quiet, recorder, seen = (example) => example, ended: told }: Showing,
): ReturnType<typeof runFeatures> {
  let isKept = false;
  using progress = quiet ? undefined : new ProgressLine(process.stderr);
  return await runFeatures(selection, (message) => {
    recorder?.add(message);
    // After loading the steps, and before parsing the features, which leaves much garbage in a large specification.
    if (!isKept && (message.meta ?? message.testCaseFinished) !== undefined) isKept = keepYoungGeneration();
    const ended = results.add(message);
    // All examples are planned before the first starts.
    if (message.testCase !== undefined && results.planned === LARGE) growInSmallSteps();
    if (ended === undefined) return;
    progress?.ended(seen(ended), results.planned);
    told?.(ended, results.planned);
  });
}
