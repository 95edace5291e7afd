import { interruptedBy } from '../../../backends/run-interruption.ts';
import { timeSpent } from '../../../backends/time-spent.ts';
import { RunRecorder } from '../../../documentation/record/run-recorder.ts';
import { trustScenarios } from '../../../scenario/document/documented-scenarios.ts';
import {
  useOutcomesOf,
  useScenariosOf,
  useSettledPaths,
} from '../../../scenario/document/scenario-folder.ts';
import { settingsHere } from '../../../settings/settings.ts';
import { onBackend, onBackendUninterrupted } from '../run-on-backend.ts';
import { type Passes, runPasses } from '../run-passes.ts';
import { ShardChoice } from '../shard.ts';
import type { PartEnd, PartMessage, PartOrder } from './part-messages.ts';

/**
 * Runs a part of a run with a store of its own, and tells each example as it ends. Resolves with the last message. Rejects as a run in one
 * process does.
 */
export async function runPart(order: PartOrder, tell: Telling): Promise<PartMessage> {
  useSettledPaths(await settingsHere());
  useScenariosOf(order.options.scenarios);
  useOutcomesOf(order.options.outcomes);
  // The process that started this one has checked them.
  trustScenarios();
  const recorder = new RunRecorder();
  const end = await partRun(order, recorder, {
    running: (run) => onBackend(order.options, run, { quiet: true }),
    tell: (message) => tell(message.kind === 'ended' ? { ...message, course: recorder.handOver() } : message),
  });
  return { kind: 'complete', end: { ...end, spent: timeSpent() } };
}

/**
 * Runs a part in the process that joins all parts and writes their record. That process has read the settings, and takes the
 * signals of an interrupt. Rejects as a run in one process does.
 */
export function runOwnPart(order: PartOrder, recorder: RunRecorder, tell: Telling): Promise<PartEnd> {
  return partRun(order, recorder, { running: (run) => onBackendUninterrupted(order.options, run), tell });
}

type Telling = (message: PartMessage) => void;

/** The way to run a part. */
interface Running {
  readonly running: (run: () => Promise<Passes>) => Promise<Passes>;
  readonly tell: Telling;
}

async function partRun(
  { options, paths, imports, shard }: PartOrder,
  recorder: RunRecorder,
  { running, tell }: Running,
): Promise<PartEnd> {
  const { tags, compare = false } = options;
  const choice = new ShardChoice(shard);
  const { results, alone } = await running(() =>
    runPasses(
      { paths, imports, tags, choice },
      {
        ...{ compare, quiet: true, recorder },
        ended: (example, planned) => tell({ kind: 'ended', example, planned }),
        compared: (example, planned) => tell({ kind: 'compared', example, planned }),
      },
    ),
  );
  const { parseErrors, emptyParts } = results;
  return {
    ...{ parseErrors, emptyParts },
    alone: alone?.examples,
    order: choice.order,
    times: recorder.times,
    interrupted: interruptedBy() !== undefined,
  };
}
