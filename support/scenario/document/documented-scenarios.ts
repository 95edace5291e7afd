import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenario, loadScenarios, scenarioNames } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFolder } from './scenario-folder.ts';

/** The scenarios of a folder that were read, by name, and whether these are all. */
let loaded = { folder: '', scenarios: new Map<string, Scenario>(), all: false };

/** The scenarios, loaded and checked once a run. Throws SpecError for an invalid document. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  const known = loadedOf(scenarioFolder());
  if (!known.all) {
    known.scenarios = new Map(loadScenarios(known.folder).map((scenario) => [scenario.name, scenario]));
    known.all = true;
  }
  return known.scenarios;
}

/**
 * A scenario by the name of its folder, read once a run; no other one is read. Throws SpecError `unknown-scenario` listing
 * the known names, and SpecError for an invalid document.
 */
export function scenarioNamed(name: string): Scenario {
  const { folder, scenarios } = loadedOf(scenarioFolder());
  const read = scenarios.get(name);
  if (read !== undefined) return read;
  const known = scenarioNames(folder);
  if (!known.includes(name)) {
    throw new SpecError('unknown-scenario', `there is no scenario "${name}"; ${suggest(name, known)}`);
  }
  const scenario = loadScenario(folder, name);
  scenarios.set(name, scenario);
  return scenario;
}

function loadedOf(folder: string) {
  if (loaded.folder !== folder) loaded = { folder, scenarios: new Map(), all: false };
  return loaded;
}
