import { resolve } from 'node:path';

let chosen: string | undefined;

/** Has the run use the scenarios of another folder than `scenarios/` of the current one. */
export function useScenariosOf(folder: string): void {
  chosen = resolve(folder);
}

/** The folder of the scenarios and of their outcomes, as an absolute path. */
export function scenarioFolder(): string {
  return chosen ?? resolve('scenarios');
}
