import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedScenarios } from '../../scenario/document/documented-scenarios.ts';
import { unusedDocuments } from '../../scenario/document/unused-documents.ts';
import { warn } from '../warn.ts';

/**
 * Loads every scenario, and writes its warnings, and one for each policy document that nothing uses. Throws SpecError for an invalid
 * document.
 */
export function warnOfDocuments(featureFolder: string): void {
  const scenarios = [...documentedScenarios().values()];
  const features = globSync('**/*.{feature,feature.md}', { cwd: featureFolder }).map((file) =>
    readFileSync(join(featureFolder, file), 'utf8'),
  );
  for (const scenario of scenarios) warn([...scenario.warnings, ...unusedDocuments(scenario, features)]);
}
