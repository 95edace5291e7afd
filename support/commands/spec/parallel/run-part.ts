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
import { onBackend } from '../run-on-backend.ts';
import { runPasses } from '../run-passes.ts';
import { ShardChoice } from '../shard.ts';
import type { PartMessage, PartOrder } from './part-messages.ts';

/**
 * Runs a part of a run with a store of its own, and tells each example as it ends. Resolves with the last message, once the
 * record of the part is written. Rejects as a run in one process does.
 */
export async function runPart(
  { options, features, paths, imports, shard, record }: PartOrder,
  tell: (message: PartMessage) => void,
): Promise<PartMessage> {
  const { tags, compare = false } = options;
  useSettledPaths(await settingsHere());
  useScenariosOf(options.scenarios);
  useOutcomesOf(options.outcomes);
  // The process that started this one prints them.
  newWarnings(features);
  const recorder = new RunRecorder();
  const choice = new ShardChoice(shard);
  const { results, alone } = await onBackend(
    options,
    () =>
      runPasses(
        { paths, imports, tags, choice },
        {
          ...{ compare, quiet: true, recorder },
          ended: (example, planned) => tell({ kind: 'ended', example, planned }),
          compared: (example, planned) => tell({ kind: 'compared', example, planned }),
        },
      ),
    { quiet: true },
  );
  await keepRunRecord(recorder, {
    ...options,
    choice,
    run: record,
    alone: alone && aloneAnswers(results.examples, alone.examples),
  });
  const { parseErrors, emptyParts } = results;
  return { kind: 'complete', end: { parseErrors, emptyParts, alone: alone?.examples, order: choice.order } };
}
