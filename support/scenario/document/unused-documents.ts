import { join } from 'node:path';
import { nameOfDocument, spoken } from './document-names.ts';
import { policyKinds } from './policy-kinds.ts';
import type { Scenario } from './scenario.ts';
import { shownPath } from './scenario-folder.ts';

/**
 * A warning for each document of a scenario that neither scenario.yaml nor a feature names: it takes part in no outcome.
 * Features name a document by its file's name, between quotation marks.
 */
export function unusedDocuments(
  { folder, document, policies, imported }: Scenario,
  features: readonly string[],
): readonly string[] {
  const named = policyKinds(document);
  const said = new Set(
    features.flatMap((text) => [...text.matchAll(/"([^"\n]+)"/g)].map(([, words = '']) => spoken(words))),
  );
  // A document of a source is no file, and what scenario.yaml says may stand in its place.
  return [...policies.keys()]
    .filter((path) => imported?.origins.has(path) !== true)
    .filter((path) => !named.has(path) && !said.has(spoken(nameOfDocument(path))))
    .map(
      (path) =>
        `${shownPath(join(folder, path))} is used by nothing: scenario.yaml and the features do not name it`,
    );
}
