import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../node/own-file.ts';
import { suggest } from '../look-up.ts';
import { SpecError } from '../spec-error.ts';
import { scenarioNamed } from './documented-scenarios.ts';
import { loadScenario, scenarioNames } from './load-scenario.ts';
import type { Scenario } from './scenario.ts';
import { isFolderChosen, scenarioFolder, shownPath, useShippedScenariosOf } from './scenario-folder.ts';

/** The folder of the scenarios that ship with keyhole. */
export const shippedFolder = join(projectRoot, 'scenarios');

/** A scenario, and what a user is to know about where it is from. */
export interface FoundScenario {
  readonly scenario: Scenario;
  /** The folder of the features on it, as far as it ships with keyhole. */
  readonly features?: string | undefined;
  /** Undefined if the scenario can be taken for no other one. */
  readonly remark: string | undefined;
}

/**
 * Finds a scenario by its name: in the folder of the scenarios, or else among those that ship with keyhole. The register of
 * outcomes beside a shipped one is then that of the run. An option that names a folder leaves the shipped ones out.
 * Throws SpecError `unknown-scenario` listing the known names.
 */
export function scenarioHereOrShipped(name: string): FoundScenario {
  const root = scenarioFolder();
  if (isFolderChosen() || root === shippedFolder) return { scenario: scenarioNamed(name), remark: undefined };
  const from = rootOfScenario(root, name);
  if (from === root) {
    const isTwofold = scenarioNames(shippedFolder).includes(name);
    const remark = `the scenario ${name} is ${shownPath(join(root, name))}, not the one that ships with keyhole`;
    return { scenario: scenarioNamed(name), remark: isTwofold ? remark : undefined };
  }
  useShippedScenariosOf(from);
  const scenario = loadScenario(from, name);
  const remark = `the scenario ${name} ships with keyhole: ${shownPath(scenario.folder)}`;
  return { scenario, features: shownPath(join(projectRoot, 'features')), remark };
}

/**
 * The folder that has a scenario of this name: the given one, or else that of the shipped scenarios. Throws SpecError
 * `unknown-scenario` if neither has it.
 */
export function rootOfScenario(root: string, name: string): string {
  const here = existsSync(root) ? scenarioNames(root) : undefined;
  if (here?.includes(name)) return root;
  const shipped = scenarioNames(shippedFolder);
  if (shipped.includes(name)) return shippedFolder;
  const known = [...new Set([...(here ?? []), ...shipped])];
  const first = here === undefined ? '; npx keyhole init writes one of your own' : '';
  throw new SpecError('unknown-scenario', `there is no scenario "${name}"; ${suggest(name, known)}${first}`);
}

/** The names of the scenarios that {@link scenarioHereOrShipped} finds. */
export function foundNames(): readonly string[] {
  const root = scenarioFolder();
  const here = isFolderChosen() || existsSync(root) ? scenarioNames(root) : [];
  const shipped = isFolderChosen() ? [] : scenarioNames(shippedFolder);
  return [...new Set([...here, ...shipped])];
}
