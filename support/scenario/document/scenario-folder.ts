import { join, relative, resolve } from 'node:path';

/** Paths of scenarios and of the register of their outcomes. */
interface ScenarioPaths {
  readonly scenarios?: string | undefined;
  readonly outcomes?: string | undefined;
}

/** The paths that options give. They win over those of the settings. */
let chosen: ScenarioPaths = {};
let ofSettings: ScenarioPaths = {};

/** Has the run use the scenarios of a folder; of the settings' folder or of `scenarios/` if it is left out. */
export function useScenariosOf(folder: string | undefined): void {
  chosen = { ...chosen, scenarios: folder };
}

/** Has the run use a register of outcomes; the one of the settings or beside the scenarios if it is left out. */
export function useOutcomesOf(file: string | undefined): void {
  chosen = { ...chosen, outcomes: file };
}

/** True if an option names the folder of the scenarios: then no other one is meant. */
export function isFolderChosen(): boolean {
  return chosen.scenarios !== undefined;
}

/** Has the run use the scenarios that ship with keyhole, and their register of outcomes. */
export function useShippedScenariosOf(folder: string): void {
  chosen = { scenarios: folder, outcomes: join(folder, 'outcomes.yaml') };
}

/** Has the run use the paths of the settings for those that no option gave. */
export function useSettledPaths(paths: ScenarioPaths): void {
  ofSettings = paths;
}

/** The folder of the scenarios, as an absolute path. */
export function scenarioFolder(): string {
  return resolve(chosen.scenarios ?? ofSettings.scenarios ?? 'scenarios');
}

/** The register of outcomes, as an absolute path. */
export function outcomesFile(): string {
  return resolve(chosen.outcomes ?? ofSettings.outcomes ?? join(scenarioFolder(), 'outcomes.yaml'));
}

/** True if an option or the settings name the register: it must exist then. */
export function isRegisterNamed(): boolean {
  return (chosen.outcomes ?? ofSettings.outcomes) !== undefined;
}

/** A path in messages, relative to the current folder. */
export function shownPath(path: string): string {
  return relative(process.cwd(), path) || path;
}
