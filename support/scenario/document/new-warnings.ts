import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedScenarios } from './documented-scenarios.ts';
import { unusedDocuments } from './unused-documents.ts';

let areTold = false;

/**
 * Loads every scenario, and returns its warnings, with one for each policy document that nothing uses. They are returned
 * once a process: later calls return none. Throws SpecError for an invalid document.
 *
 * Without the folder of the features it is unknown which documents they use, so that no warning is about them.
 */
export function newWarnings(featureFolder: string): readonly string[] {
  const scenarios = [...documentedScenarios().values()];
  if (areTold) return [];
  const features = existsSync(featureFolder) ? textsOf(featureFolder) : undefined;
  const warnings = scenarios.flatMap((scenario) => [
    ...scenario.warnings,
    ...(features === undefined ? [] : unusedDocuments(scenario, features)),
  ]);
  areTold = true;
  return warnings;
}

function textsOf(featureFolder: string): readonly string[] {
  return globSync('**/*.{feature,feature.md}', { cwd: featureFolder }).map((file) =>
    readFileSync(join(featureFolder, file), 'utf8'),
  );
}
