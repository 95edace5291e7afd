import { join } from 'node:path';
import { loadScenarios } from '../support/scenario/load-scenario.ts';
import type { Scenario } from '../support/scenario/scenario.ts';
import { SpecError } from '../support/scenario/spec-error.ts';
import { suggest } from '../support/scenario/unknown-name.ts';

const ROOT = join(import.meta.dirname, '..', 'scenarios');

let loaded: ReadonlyMap<string, Scenario> | undefined;

/** The documented worlds of scenarios/, loaded and validated once a run. */
export function scenarios(): ReadonlyMap<string, Scenario> {
  loaded ??= new Map(loadScenarios(ROOT).map((scenario) => [scenario.name, scenario]));
  return loaded;
}

/** A documented world by the name of its folder. Throws SpecError `unknown-scenario` listing the known. */
export function scenarioNamed(name: string): Scenario {
  const scenario = scenarios().get(name);
  if (scenario !== undefined) return scenario;
  throw new SpecError(
    'unknown-scenario',
    `no scenario is called "${name}"; ${suggest(name, [...scenarios().keys()])}`,
  );
}
