import { join, relative } from 'node:path';
import type { Scenario } from './scenario.ts';

/** The path of a scenario's scenario.yaml, or of the source that stands for it, relative to the current folder. */
export function scenarioFile({ folder, file }: Pick<Scenario, 'folder' | 'file'>): string {
  return file ?? relative(process.cwd(), join(folder, 'scenario.yaml'));
}
