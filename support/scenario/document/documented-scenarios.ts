import { join } from 'node:path';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenarios } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';

let folder = join(import.meta.dirname, '..', '..', '..', 'scenarios');
let loaded: ReadonlyMap<string, Scenario> | undefined;

/** Sets the folder of the scenarios, in place of the project's own. */
export function useScenariosOf(otherFolder: string): void {
  folder = otherFolder;
  loaded = undefined;
}

/** The scenarios, loaded and checked once a run. Throws SpecError for an invalid document. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  loaded ??= new Map(loadScenarios(folder).map((scenario) => [scenario.name, scenario]));
  return loaded;
}

/** A scenario by the name of its folder. Throws SpecError `unknown-scenario` listing the known names. */
export function scenarioNamed(name: string): Scenario {
  const scenario = documentedScenarios().get(name);
  if (scenario !== undefined) return scenario;
  const known = [...documentedScenarios().keys()];
  throw new SpecError('unknown-scenario', `there is no scenario "${name}"; ${suggest(name, known)}`);
}
