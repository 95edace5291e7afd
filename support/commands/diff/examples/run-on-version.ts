import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { useScenarios } from '../../../scenario/document/documented-scenarios.ts';
import { newWarnings } from '../../../scenario/document/new-warnings.ts';
import { outcomeRegister } from '../../../scenario/document/outcome-register.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { Progress } from '../../progress.ts';
import { runFeatures } from '../../spec/run-features.ts';
import type { ExampleChoice } from '../../spec/shard.ts';
import { literal } from '../../spec/spec-folders.ts';
import { SpecResults } from '../../spec/spec-results.ts';

/** The features to run, and the steps for them. */
export interface RunOfFeatures {
  readonly files: readonly string[];
  readonly imports: readonly string[];
  readonly choice: ExampleChoice;
  /** The names that the scenario has in the features. */
  readonly names: ReadonlySet<string>;
  /** The steps that an earlier run loaded. */
  readonly steps?: ISupportCodeLibrary | undefined;
}

/** The results of a run on one version, and the steps for another run. */
export interface VersionResults {
  readonly results: SpecResults;
  readonly steps: ISupportCodeLibrary;
}

/**
 * Runs features in this process, on the embedded store, with one version of a scenario under the names that features have for it.
 * Throws SpecError for steps that do not load.
 */
export async function runOnVersion(
  scenario: Scenario,
  { files, imports, choice, names, steps }: RunOfFeatures,
  what: string,
): Promise<VersionResults> {
  useScenarios(new Map([...names].map((name) => [name, scenario])));
  try {
    // The command prints the warnings of the later version itself.
    newWarnings('features');
    const results = new SpecResults((id) => outcomeRegister().has(id));
    let progress: Progress | undefined;
    const loaded = await runFeatures({ paths: files.map(literal), imports, choice, steps }, (message) => {
      if (results.add(message) === undefined) return;
      progress ??= new Progress(what, results.planned);
      progress.step();
    });
    progress?.end();
    return { results, steps: loaded };
  } finally {
    useScenarios(undefined);
  }
}
