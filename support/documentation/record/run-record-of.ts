import { ownVersion } from '../../node/own-version.ts';
import { documentedScenarios } from '../../scenario/document/documented-scenarios.ts';
import { outcomeRegister } from '../../scenario/document/outcome-register.ts';
import { commitOfFolder } from './commit-of-folder.ts';
import { recordScenario } from './record-scenario.ts';
import type { Circumstances, RunRecord } from './run-record.ts';
import { RECORD_VERSION } from './run-record.ts';
import type { RunRecorder } from './run-recorder.ts';

/** The circumstances that messages do not tell. */
export type RunFacts = Pick<Circumstances, 'store' | 'interrupted' | 'selection' | 'part'> &
  Pick<RunRecord, 'earlier' | 'alone'>;

/** Makes the record of a run: its features, and the scenarios and outcomes that they name, as they are in this folder. */
export async function runRecordOf(recorder: RunRecorder, facts: RunFacts): Promise<RunRecord> {
  const { earlier, alone, ...circumstances } = facts;
  const { features, scenarios, steps, started, ended, executed } = recorder.recorded();
  const register = outcomeRegister();
  const now = new Date();
  const known = documentedScenarios();
  const tagged = features.map((feature) => ({
    ...feature,
    rules: feature.rules.map((rule) => ({
      ...rule,
      examples: rule.examples.map((example) => ({
        ...example,
        outcomes: example.tags.filter((tag) => register.has(tag)),
      })),
    })),
  }));
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
    features: tagged,
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
