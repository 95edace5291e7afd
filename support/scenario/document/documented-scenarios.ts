import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenario, loadScenarios, scenarioNames } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFolder } from './scenario-folder.ts';

/** The scenarios of a folder that were read, by name, and whether these are all. */
let loaded = { folder: '', scenarios: new Map<string, Scenario>(), all: false };

/** The scenarios that the run was given, by name; undefined if it reads those of the folder. */
let given: ReadonlyMap<string, Scenario> | undefined;

/** Has the run use these scenarios for their names, whatever the folder has; those of the folder alone if they are left out. */
export function useScenarios(scenarios: ReadonlyMap<string, Scenario> | undefined): void {
  given = scenarios;
}

/** True if another process of the run has checked all scenarios. */
let areChecked = false;

/** Has this process read only the scenarios that it needs, since the one that started it has checked all of them. */
export function trustScenarios(): void {
  areChecked = true;
}

/** Checks every scenario, unless another process of the run has. Throws SpecError for an invalid document. */
export function checkScenarios(): void {
  if (!areChecked) documentedScenarios();
}

/** The scenarios, loaded and checked once a run. Throws SpecError for an invalid document. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  if (given !== undefined) return given;
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
  const known = given?.get(name);
  if (known !== undefined) return known;
  const { folder, scenarios } = loadedOf(scenarioFolder());
  const read = scenarios.get(name);
  if (read !== undefined) return read;
  const names = scenarioNames(folder);
  if (!names.includes(name)) {
    throw new SpecError('unknown-scenario', `there is no scenario "${name}"; ${suggest(name, names)}`);
  }
  const scenario = loadScenario(folder, name);
  scenarios.set(name, scenario);
  return scenario;
}

function loadedOf(folder: string) {
  if (loaded.folder !== folder) loaded = { folder, scenarios: new Map(), all: false };
  return loaded;
}
