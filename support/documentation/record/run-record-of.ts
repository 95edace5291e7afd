import { ownVersion } from '../../node/own-version.ts';
import { documentedScenarios } from '../../scenario/document/documented-scenarios.ts';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import { commitOfFolder } from './commit-of-folder.ts';
import type { StreamedRecord } from './record-chunks.ts';
import { recordScenario } from './record-scenario.ts';
import type { Circumstances, RecordedFeature, RunRecord } from './run-record.ts';
import { RECORD_VERSION } from './run-record.ts';
import type { RunRecorder } from './run-recorder.ts';

/** The circumstances that messages do not tell. */
export type RunFacts = Pick<Circumstances, 'store' | 'interrupted' | 'selection' | 'part'> &
  Pick<RunRecord, 'earlier' | 'alone'>;

/** Makes the record of a run: its features, and the scenarios and outcomes that they name, as they are in this folder. */
export async function runRecordOf(recorder: RunRecorder, facts: RunFacts): Promise<RunRecord> {
  const record = await streamedRecordOf(recorder, facts);
  return { ...record, features: [...record.features] };
}

/** Makes a record as {@link runRecordOf} does, with each feature when it is asked for. */
export async function streamedRecordOf(recorder: RunRecorder, facts: RunFacts): Promise<StreamedRecord> {
  const { earlier, alone, ...circumstances } = facts;
  const { features, scenarios, steps, started, ended, executed } = recorder.recorded();
  const register = outcomeRegister();
  const now = new Date();
  const known = documentedScenarios();
  return {
    format: 'keyhole-run',
    version: RECORD_VERSION,
    run: {
      ...circumstances,
      started: (started ?? now).toISOString(),
      ended: (ended ?? now).toISOString(),
      versions: { keyhole: ownVersion(), node: process.versions.node },
      dryRun: !executed,
      commit: await commitOfFolder(process.cwd()),
    },
    features: { [Symbol.iterator]: () => withOutcomes(features, register) },
    scenarios: scenarios.flatMap((name) => {
      const scenario = known.get(name);
      return scenario === undefined ? [] : recordScenario(scenario);
    }),
    steps,
    earlier,
    alone,
    outcomes: [...register.values()].map(({ reason: _, ...outcome }) => outcome),
  };
}

/** The features with the ids of outcomes that the tags of their examples are. */
function* withOutcomes(
  features: Iterable<RecordedFeature>,
  register: { readonly has: (tag: string) => boolean },
): Generator<RecordedFeature> {
  for (const feature of features)
    yield {
      ...feature,
      rules: feature.rules.map((rule) => ({
        ...rule,
        examples: rule.examples.map((example) => ({
          ...example,
          outcomes: example.tags.filter((tag) => register.has(tag)),
        })),
      })),
    };
}
