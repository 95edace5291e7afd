import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenarios } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFolder } from './scenario-folder.ts';

let loaded: { readonly folder: string; readonly scenarios: ReadonlyMap<string, Scenario> } | undefined;

/** The documented worlds, loaded and validated once a run. Throws SpecError for a document that cannot be used. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  const folder = scenarioFolder();
  if (loaded?.folder !== folder) {
    const scenarios = new Map(loadScenarios(folder).map((scenario) => [scenario.name, scenario]));
    loaded = { folder, scenarios };
  }
  return loaded.scenarios;
}

/** A documented world by the name of its folder. Throws SpecError `unknown-scenario` listing the known. */
export function scenarioNamed(name: string): Scenario {
  const scenario = documentedScenarios().get(name);
  if (scenario !== undefined) return scenario;
  const known = [...documentedScenarios().keys()];
  throw new SpecError('unknown-scenario', `no scenario is called "${name}"; ${suggest(name, known)}`);
}
