import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds features/, steps/ and scenarios/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** True in a clone of the project; the package has scenarios/ and no features/. */
export function hasFeatures(): boolean {
  return existsSync(join(projectRoot, 'features'));
}
