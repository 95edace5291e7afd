import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds features/, steps/ and scenarios/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A clone of the project has features; the package brings the gateway, the lab and the documented worlds only. */
export function hasFeatures(): boolean {
  return existsSync(join(projectRoot, 'features'));
}
