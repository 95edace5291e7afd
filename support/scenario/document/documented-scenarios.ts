import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenarios } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFolder } from './scenario-folder.ts';

let loaded: { readonly folder: string; readonly scenarios: ReadonlyMap<string, Scenario> } | undefined;

/** The scenarios, loaded and checked once a run. Throws SpecError for an invalid document. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  const folder = scenarioFolder();
  if (loaded?.folder !== folder) {
    const scenarios = new Map(loadScenarios(folder).map((scenario) => [scenario.name, scenario]));
    loaded = { folder, scenarios };
  }
  return loaded.scenarios;
}

/** A scenario by the name of its folder. Throws SpecError `unknown-scenario` listing the known names. */
export function scenarioNamed(name: string): Scenario {
  const scenario = documentedScenarios().get(name);
  if (scenario !== undefined) return scenario;
  const known = [...documentedScenarios().keys()];
  throw new SpecError('unknown-scenario', `there is no scenario "${name}"; ${suggest(name, known)}`);
}
