import { join, relative } from 'node:path';
import type { Scenario } from './scenario.ts';

/** The path of a scenario's scenario.yaml, relative to the current folder. */
export function scenarioFile({ folder }: Pick<Scenario, 'folder'>): string {
  return relative(process.cwd(), join(folder, 'scenario.yaml'));
}
