import { resolve } from 'node:path';
import { SpecError } from '../../../scenario/spec-error.ts';
import { gherkinFault } from '../../spec/gherkin-fault.ts';
import { type SpecFolders, stepPatterns } from '../../spec/spec-folders.ts';
import { type ExampleComparison, noExamples, type UncomparedExample } from './example-comparison.ts';
import { ExamplesOfFeatures } from './examples-of-features.ts';
import { type RunOfFeatures, runOnVersion, type VersionResults } from './run-on-version.ts';
import { saysTheSame } from './same-scenario.ts';
import { shownFile, type Versions, verdictsOf } from './verdicts-of-examples.ts';

/**
 * Runs the examples that name a scenario on both of its versions, and compares their verdicts. The features are those of each
 * version: those here for a folder, and those of the revision for a folder in a revision. Throws SpecError if a folder of
 * features or steps that was named does not exist.
 */
export async function compareExamples(versions: Versions, folders: SpecFolders): Promise<ExampleComparison> {
  const { before, after } = versions;
  const features = folders.features ?? 'features';
  const named = { before: before.folderNamed(features), after: after.folderNamed(features) };
  if (folders.features !== undefined && named.before === undefined && named.after === undefined)
    throw new SpecError('nothing-selected', `neither version has a folder ${features} of features`);
  const imports = stepPatterns(folders);
  if (saysTheSame(before.scenario, after.scenario)) return noExamples('the documents say the same');
  const names = new Set([before.scenario.name, after.scenario.name]);
  const choice = new ExamplesOfFeatures(named, names);
  const files = choice.files();
  if (files.length === 0) return noExamples('no feature names the scenario');
  try {
    return await compared(versions, { files, imports, choice, names });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const reason = after.inWords(before.inWords(error.message));
    return { compared: 0, flipped: [], notCompared: [{ reason }] };
  }
}

interface RunOfExamples extends RunOfFeatures {
  readonly choice: ExamplesOfFeatures;
}

async function compared(versions: Versions, run: RunOfExamples): Promise<ExampleComparison> {
  const { before, after } = versions;
  const first = await runOnVersion(before.scenario, run, 'examples on the earlier version');
  const { parseErrors } = first.results;
  const again = { ...run, steps: first.steps };
  if (parseErrors.length > 0) return await withoutInvalid(versions, again, parseErrors);
  const second = await runOnVersion(after.scenario, again, 'examples on the later version');
  return verdictsOf({ first, second }, run.choice, versions);
}

type ParseErrors = VersionResults['results']['parseErrors'];

/** Compares the examples of the files that are valid. Cucumber runs nothing if one file is not. */
async function withoutInvalid(
  versions: Versions,
  run: RunOfExamples,
  parseErrors: ParseErrors,
): Promise<ExampleComparison> {
  const invalid = new Set(parseErrors.map(({ uri }) => uri));
  const told = [...invalid].flatMap((uri): readonly UncomparedExample[] => {
    const error = parseErrors.find((one) => one.uri === uri);
    const reason = `it is not valid Gherkin: ${gherkinFault(error?.message ?? '')}`;
    return [{ file: shownFile(uri, run.choice, versions), line: error?.line, reason }];
  });
  const invalidFiles = new Set([...invalid].map((uri) => resolve(uri)));
  const files = run.files.filter((file) => !invalidFiles.has(resolve(file)));
  const isFewer = files.length > 0 && files.length < run.files.length;
  const rest = isFewer ? await compared(versions, { ...run, files }) : undefined;
  return {
    compared: rest?.compared ?? 0,
    flipped: rest?.flipped ?? [],
    notCompared: [...told, ...(rest?.notCompared ?? [])],
  };
}
