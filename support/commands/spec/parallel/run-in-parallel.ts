import { isDeepStrictEqual } from 'node:util';
import { interruptRun } from '../../../backends/run-interruption.ts';
import { addTimeSpent } from '../../../backends/time-spent.ts';
import type { RunRecorder } from '../../../documentation/record/run-recorder.ts';
import type { ToldCourse } from '../../../documentation/record/told-course.ts';
import { type AuthorMistake, SpecError } from '../../../scenario/spec-error.ts';
import type { ExampleResult } from '../example-result.ts';
import { interruptible } from '../interruptible.ts';
import { ProgressLine } from '../progress.ts';
import type { Passes } from '../run-passes.ts';
import type { Shard } from '../shard.ts';
import type { PartEnd, PartMessage, PartOrder } from './part-messages.ts';
import { type Started, variablesOf, type Workers } from './workers.ts';

/** A run in several processes: what each is to run, and the part of the specification that they run together. */
export interface ParallelRun extends Pick<PartOrder, 'options' | 'features' | 'paths' | 'imports'> {
  readonly processes: number;
  /** The processes beside this one. */
  readonly workers: Workers;
  /** Follows the run in this process, and is told of the others. */
  readonly recorder: RunRecorder;
  /** The part of the examples that this machine runs; all if it is left out. */
  readonly shard?: Shard | undefined;
}

/** The results of a run in several processes, as those of one. */
export interface ParallelPasses extends Passes {
  /** The number of examples of all parts of all machines. */
  readonly all: number;
  /** True if a process was interrupted. */
  readonly interrupted: boolean;
}

/**
 * Runs features in several processes, each with a store of its own. The first is this one. Throws what a run in one process
 * throws, after all processes have ended.
 */
export async function runInParallel(run: ParallelRun): Promise<ParallelPasses> {
  using progress = run.options.quiet ? undefined : new ProgressLine(process.stderr);
  const told = new Told(progress);
  const { options, features, paths, imports, recorder } = run;
  const [own, ...others] = Array.from({ length: run.processes }, (_, index) => ({
    ...{ shard: partOf(run, index), options, features, paths, imports },
  }));
  if (own === undefined) throw new TypeError('a run needs a process');
  const children = run.workers.order(others);
  const stop = (signal: NodeJS.Signals) => run.workers.interrupt(signal);
  const ownEnd = () => endOfOwn(own, recorder, { told, of: run.processes });
  const ends = await interruptible(() => allEnds({ ownEnd, children }, told, stop), { also: stop });
  for (const { spent, times } of ends) {
    if (spent !== undefined) addTimeSpent(spent);
    recorder.takeTimes(times);
  }
  refuseOtherFeatures(ends);
  for (const { course, decisions } of told.courses) recorder.take(course, decisions);
  return resultsOf(ends, told);
}

/** The part of one of the processes: they share the examples of this machine in turn. */
function partOf({ processes, shard = { number: 1, of: 1 } }: ParallelRun, index: number): Shard {
  return { number: shard.number + shard.of * index, of: shard.of * processes };
}

/** The examples that ended so far. */
class Told {
  readonly examples: ExampleResult[] = [];
  /** The courses of those that ended in other processes. */
  readonly courses: { readonly course: ToldCourse; readonly decisions: readonly string[] }[] = [];
  readonly #planned = new Map<number, number>();
  readonly #progress: ProgressLine | undefined;

  constructor(progress: ProgressLine | undefined) {
    this.#progress = progress;
  }

  ended(message: PartMessage, index: number): void {
    if (message.kind !== 'ended' && message.kind !== 'compared') return;
    const { kind, example, planned } = message;
    if (message.kind === 'ended') {
      this.examples.push(example);
      if (message.course !== undefined)
        this.courses.push({ course: message.course, decisions: example.decisions });
    }
    this.#planned.set(index, planned);
    const all = [...this.#planned.values()].reduce((sum, count) => sum + count, 0);
    this.#progress?.ended(kind === 'compared' ? { ...example, status: 'passed' } : example, all);
  }
}

/** Runs the part of this process. */
async function endOfOwn(
  order: PartOrder,
  recorder: RunRecorder,
  { told, of }: { readonly told: Told; readonly of: number },
): Promise<PartEnd> {
  const { runOwnPart } = await import('./run-part.ts');
  Object.assign(process.env, variablesOf({ index: 0, of }));
  return await runOwnPart(order, recorder, (message) => told.ended(message, 0));
}

/** The parts of a run: that of this process, and those of others. */
interface Parts {
  readonly ownEnd: () => Promise<PartEnd>;
  readonly children: readonly Started[];
}

/** Waits for all processes. If one gives up, the others end their examples and remove what they made. */
async function allEnds(
  { ownEnd, children }: Parts,
  told: Told,
  stop: (signal: NodeJS.Signals) => void,
): Promise<readonly PartEnd[]> {
  const ends = [ownEnd, ...children.map((each) => () => endOf(each, told))].map(async (ended) => {
    try {
      return await ended();
    } catch (error) {
      stop('SIGTERM');
      // The examples of this process end too.
      interruptRun('SIGTERM');
      throw error;
    }
  });
  await Promise.allSettled(ends);
  return await Promise.all(ends);
}

/** The results of a process, once it has ended. */
async function endOf({ child, index, closed }: Started, told: Told): Promise<PartEnd> {
  let last: PartMessage | undefined;
  child.on('message', (message: PartMessage) => {
    if (message.kind === 'complete' || message.kind === 'given up') last = message;
    else told.ended(message, index);
  });
  const [code, signal] = await closed;
  if (last?.kind === 'complete') return last.end;
  if (last?.kind === 'given up') {
    if (last.code === undefined) throw new Error(last.message);
    throw new SpecError(last.code as AuthorMistake, last.message);
  }
  throw new SpecError(
    'setup-failed',
    `a process of --parallel ended early (${signal ?? `exit code ${code}`}): run without --parallel to see why`,
  );
}

/** Throws SpecError `setup-failed` if the processes found other examples, since a feature changed in between. */
function refuseOtherFeatures([first, ...others]: readonly PartEnd[]): void {
  if (others.every(({ order }) => isDeepStrictEqual(order, first?.order))) return;
  throw new SpecError(
    'setup-failed',
    'the features changed while the processes of --parallel read them: run again',
  );
}

function resultsOf(ends: readonly PartEnd[], told: Told): ParallelPasses {
  const [first] = ends;
  const order = first?.order ?? [];
  const ranks = new Map(order.map((place, index) => [place, index]));
  const rankOf = ({ uri, line }: ExampleResult) => ranks.get(`${uri}:${line}`) ?? 0;
  const inOrder = (examples: readonly ExampleResult[]) => examples.toSorted((a, b) => rankOf(a) - rankOf(b));
  const examples = inOrder(told.examples);
  const { parseErrors = [], emptyParts = [] } = first ?? {};
  const alone = ends.every((end) => end.alone !== undefined)
    ? { examples: inOrder(ends.flatMap((end) => end.alone ?? [])) }
    : undefined;
  return {
    results: { examples, emptyParts, parseErrors },
    alone,
    all: order.length,
    interrupted: ends.some(({ interrupted }) => interrupted),
  };
}
