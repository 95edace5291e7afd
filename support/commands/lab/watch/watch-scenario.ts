import { dirname, join } from 'node:path';
import { loadScenario } from '../../../scenario/document/load-scenario.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { scenarioFolder } from '../../../scenario/document/scenario-folder.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { changedPolicies, differBeyondPolicies } from '../world/changed-policies.ts';
import type { WorldChange } from '../world/lab-world.ts';
import { compareExamples } from './compare-examples.ts';
import { watchFolders } from './folder-watch.ts';

/** A scenario to watch, and what happens when it is saved. */
interface Watching {
  readonly scenario: Scenario;
  /** The features whose examples tell which outcomes changed; none of them run if there are none. */
  readonly features: readonly string[];
  /** Gives the changed scenario to the lab. Throws SpecError if it cannot be provisioned. */
  readonly take: (scenario: Scenario) => Promise<WorldChange>;
  /** Tells the user. */
  readonly say: (lines: readonly string[]) => void;
}

/**
 * Gives a scenario to the lab each time that scenario.yaml or a policy document is saved. It says what changed, and which
 * examples end otherwise now. If a document is broken, the lab keeps the earlier scenario and the message is told.
 */
export function watchScenario(watching: Watching): Disposable {
  const { say } = watching;
  const { name } = watching.scenario;
  let current = watching.scenario;
  let complaint: string | undefined;
  const comparison = compareExamples(name, watching);
  const taken = async (scenario: Scenario) => {
    const files = changedFiles(current, scenario);
    if (files.length === 0) return;
    const how = await watching.take(scenario);
    current = scenario;
    say([`saved: ${files.join(', ')}`, `  ${consequence[how]}`]);
    comparison.again();
  };
  const saved = async () => {
    try {
      const scenario = loadScenario(scenarioFolder(), name);
      watch.follow(foldersOf(scenario));
      const isMended = complaint !== undefined && changedFiles(current, scenario).length === 0;
      complaint = undefined;
      if (isMended) say(['the scenario is again as the lab has it']);
      else await taken(scenario);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      watch.follow(foldersOf(current));
      if (error.message === complaint) return;
      complaint = error.message;
      say([...error.message.split('\n'), '  the lab keeps the scenario as it was before']);
    }
  };
  // A save that comes while another one is taken waits for it.
  let turn: Promise<void> = Promise.resolve();
  const watch = watchFolders(() => {
    turn = turn.then(saved).catch((error) => console.error(error));
  });
  watch.follow(foldersOf(current));
  return {
    [Symbol.dispose]() {
      watch[Symbol.dispose]();
      comparison[Symbol.dispose]();
    },
  };
}

const consequence: Readonly<Record<WorldChange, string>> = {
  restored: 'the lab is as it was at its start',
  'policies set': 'the policies hold now; objects, keys and sessions stay',
  'provisioned anew':
    'the scenario was provisioned anew, with other key ids and access keys and without objects',
};

/** The files that changed: policy documents by their paths, and scenario.yaml. */
function changedFiles(before: Scenario, after: Scenario): readonly string[] {
  const yaml = differBeyondPolicies(before, after) ? ['scenario.yaml'] : [];
  return [...yaml, ...changedPolicies(before, after)];
}

/** The folders of all files of a scenario. Documents may lie outside of its own. */
function foldersOf({ folder, policies }: Scenario): readonly string[] {
  return [folder, ...[...policies.keys()].map((path) => dirname(join(folder, path)))];
}
