import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interruptRun } from '../../../backends/run-interruption.ts';
import { addTimeSpent } from '../../../backends/time-spent.ts';
import { joinedParts } from '../../../documentation/record/joined-parts.ts';
import type { RunRecord } from '../../../documentation/record/run-record.ts';
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
  /** The part of the examples that this machine runs; all if it is left out. */
  readonly shard?: Shard | undefined;
}

/** The results of a run in several processes, as those of one. */
export interface ParallelPasses extends Passes {
  /** The record of the run; undefined if a part could not write its record. */
  readonly record: RunRecord | undefined;
  /** The number of examples of all parts of all machines. */
  readonly all: number;
}

/**
 * Runs features in several processes, each with a store of its own. The first is this one. Throws what a run in one process
 * throws, after all processes have ended.
 */
export async function runInParallel(run: ParallelRun): Promise<ParallelPasses> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-parts-'));
  try {
    const parts = Array.from({ length: run.processes }, (_, index) => ({
      shard: partOf(run, index),
      record: join(folder, `part-${index + 1}.json`),
    }));
    using progress = run.options.quiet ? undefined : new ProgressLine(process.stderr);
    const told = new Told(progress);
    const { options, features, paths, imports } = run;
    const [own, ...others] = parts.map((part) => ({ ...part, options, features, paths, imports }));
    if (own === undefined) throw new TypeError('a run needs a process');
    const children = run.workers.order(others);
    const stop = (signal: NodeJS.Signals) => {
      for (const { child } of children) child.kill(signal);
    };
    const ownEnd = () => endOfOwn(own, { told, of: run.processes });
    const ends = await interruptible(() => allEnds({ ownEnd, children }, told, stop), { also: stop });
    for (const { spent } of ends) if (spent !== undefined) addTimeSpent(spent);
    return resultsOf(ends, told, { records: parts.map(({ record }) => record), run });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of one of the processes: they share the examples of this machine in turn. */
function partOf({ processes, shard = { number: 1, of: 1 } }: ParallelRun, index: number): Shard {
  return { number: shard.number + shard.of * index, of: shard.of * processes };
}

/** The examples that ended so far. */
class Told {
  readonly examples: ExampleResult[] = [];
  readonly #planned = new Map<number, number>();
  readonly #progress: ProgressLine | undefined;

  constructor(progress: ProgressLine | undefined) {
    this.#progress = progress;
  }

  ended(message: PartMessage, index: number): void {
    if (message.kind !== 'ended' && message.kind !== 'compared') return;
    const { kind, example, planned } = message;
    if (kind === 'ended') this.examples.push(example);
    this.#planned.set(index, planned);
    const all = [...this.#planned.values()].reduce((sum, count) => sum + count, 0);
    this.#progress?.ended(kind === 'compared' ? { ...example, status: 'passed' } : example, all);
  }
}

/** Runs the part of this process. */
async function endOfOwn(
  order: PartOrder,
  { told, of }: { readonly told: Told; readonly of: number },
): Promise<PartEnd> {
  const { runOwnPart } = await import('./run-part.ts');
  Object.assign(process.env, variablesOf({ index: 0, of }));
  return await runOwnPart(order, (message) => told.ended(message, 0));
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

function resultsOf(
  ends: readonly PartEnd[],
  told: Told,
  { records, run }: { readonly records: readonly string[]; readonly run: ParallelRun },
): ParallelPasses {
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
    record: joinedRecord(records, run, order.length),
    all: order.length,
  };
}

/** The record of the run; undefined if a part has none: it has said why. */
function joinedRecord(
  files: readonly string[],
  { processes, shard }: ParallelRun,
  examples: number,
): RunRecord | undefined {
  try {
    const parts = files.map((file, index) => {
      const record: RunRecord = JSON.parse(readFileSync(file, 'utf8'));
      const part = { number: index + 1, of: processes, examples };
      return { name: `part ${index + 1}`, record: { ...record, run: { ...record.run, part } } };
    });
    const [record] = joinedParts(parts);
    if (record === undefined || shard === undefined) return record;
    return { ...record, run: { ...record.run, part: { ...shard, examples } } };
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return undefined;
    throw error;
  }
}
