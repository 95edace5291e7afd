import type { Feature, Pickle } from '@cucumber/messages';
import { interruptedReason } from '../../backends/run-interruption.ts';
import type { ExampleNode } from './document-nodes.ts';
import type { RecordedExample, RecordedRule, RecordedStep } from './run-record.ts';
import { NO_EXAMPLES, NO_ROWS, NO_STEPS, STATES_NOTHING, statesNothing } from './states-nothing.ts';

/** The parts of an example that say how it ended. */
type Judged = Pick<RecordedExample, 'verdict' | 'failure' | 'skipped'>;

/** An example as its file and its run tell it. */
interface Told {
  readonly pickle: Pickle;
  readonly steps: readonly RecordedStep[];
  readonly line: number;
}

/**
 * The verdict on an example, as `keyhole spec` gives it. An example that states nothing proves nothing, and one whose steps
 * were not all executed was not run.
 */
export function judged(course: Judged | undefined, { pickle, steps, line }: Told): Judged {
  if (course === undefined || course.skipped === interruptedReason) return { verdict: 'not run' };
  const { verdict, failure, skipped } = course;
  if (verdict === 'passed' && statesNothing(pickle)) {
    const message = pickle.steps.length === 0 ? NO_STEPS : STATES_NOTHING;
    return { verdict: 'unusable', failure: { step: '', line, message } };
  }
  if (verdict === 'passed' && steps.some(({ result }) => result !== 'passed')) return { verdict: 'not run' };
  const failed = steps.find(({ result }) => result === 'failed' || result === 'undefined');
  return { verdict, skipped, failure: failure && { ...failure, line: failed?.line ?? 0 } };
}

/** An outline without rows, as an example that cannot be run. */
export function outlineWithoutRows(node: ExampleNode): RecordedExample {
  return unusable(node, NO_ROWS);
}

/** A feature without examples, as a rule with an example that cannot be run. */
export function featureWithoutExamples({ name, location: { line } }: Feature): RecordedRule {
  const example = unusable({ name, description: '', line }, NO_EXAMPLES);
  return { name: '', description: '', line, examples: [example] };
}

function unusable(
  { name, description, line }: Pick<ExampleNode, 'name' | 'description' | 'line'>,
  message: string,
): RecordedExample {
  return {
    name,
    description,
    line,
    firstLine: line,
    tags: [],
    outcomes: [],
    steps: [],
    verdict: 'unusable',
    seconds: 0,
    reasons: [],
    assumptions: [],
    failure: { step: '', line, message },
    requests: [],
  };
}
