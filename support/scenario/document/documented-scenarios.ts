import { join } from 'node:path';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { loadScenarios } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';

let folder = join(import.meta.dirname, '..', '..', '..', 'scenarios');
let loaded: ReadonlyMap<string, Scenario> | undefined;

/** Has the run use the scenarios of another folder than the project's own. */
export function useScenariosOf(otherFolder: string): void {
  folder = otherFolder;
  loaded = undefined;
}

/** The documented worlds, loaded and validated once a run. Throws SpecError for a document that cannot be used. */
export function documentedScenarios(): ReadonlyMap<string, Scenario> {
  loaded ??= new Map(loadScenarios(folder).map((scenario) => [scenario.name, scenario]));
  return loaded;
}

/** A documented world by the name of its folder. Throws SpecError `unknown-scenario` listing the known. */
export function scenarioNamed(name: string): Scenario {
  const scenario = documentedScenarios().get(name);
  if (scenario !== undefined) return scenario;
  const known = [...documentedScenarios().keys()];
  throw new SpecError('unknown-scenario', `no scenario is called "${name}"; ${suggest(name, known)}`);
}
