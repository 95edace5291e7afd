import { timeSpent } from '../../../backends/time-spent.ts';
import { RunRecorder } from '../../../documentation/record/run-recorder.ts';
import { newWarnings } from '../../../scenario/document/new-warnings.ts';
import {
  useOutcomesOf,
  useScenariosOf,
  useSettledPaths,
} from '../../../scenario/document/scenario-folder.ts';
import { settingsHere } from '../../../settings/settings.ts';
import { aloneAnswers } from '../alone-answers.ts';
import { keepRunRecord } from '../keep-run-record.ts';
import { onBackend, onBackendUninterrupted } from '../run-on-backend.ts';
import { type Passes, runPasses } from '../run-passes.ts';
import { ShardChoice } from '../shard.ts';
import type { PartEnd, PartMessage, PartOrder } from './part-messages.ts';

/**
 * Runs a part of a run with a store of its own, and tells each example as it ends. Resolves with the last message, once the
 * record of the part is written. Rejects as a run in one process does.
 */
export async function runPart(order: PartOrder, tell: Telling): Promise<PartMessage> {
  useSettledPaths(await settingsHere());
  useScenariosOf(order.options.scenarios);
  useOutcomesOf(order.options.outcomes);
  // The process that started this one prints them.
  newWarnings(order.features);
  const running = (run: () => Promise<Passes>) => onBackend(order.options, run, { quiet: true });
  const end = await partRun(order, tell, running);
  return { kind: 'complete', end: { ...end, spent: timeSpent() } };
}

/**
 * Runs a part in the process that joins all parts. That process has read the settings, and takes the signals of an interrupt.
 * Rejects as a run in one process does.
 */
export function runOwnPart(order: PartOrder, tell: Telling): Promise<PartEnd> {
  return partRun(order, tell, (run) => onBackendUninterrupted(order.options, run));
}

type Telling = (message: PartMessage) => void;

async function partRun(
  { options, paths, imports, shard, record }: PartOrder,
  tell: Telling,
  running: (run: () => Promise<Passes>) => Promise<Passes>,
): Promise<PartEnd> {
  const { tags, compare = false } = options;
  const recorder = new RunRecorder();
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
  await keepRunRecord(recorder, {
    ...options,
    choice,
    run: record,
    alone: alone && aloneAnswers(results.examples, alone.examples),
  });
  const { parseErrors, emptyParts } = results;
  return { parseErrors, emptyParts, alone: alone?.examples, order: choice.order };
}
