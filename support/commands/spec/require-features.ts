import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';
import { projectRoot } from '../project-root.ts';

/**
 * Throws SpecError where there is no specification to run: the package brings the gateway, the lab and the documented
 * worlds.
 */
export function requireFeatures(): void {
  if (existsSync(join(projectRoot, 'features'))) return;
  throw new SpecError(
    'nothing-selected',
    'the package has no features: keyhole spec runs in a clone of the project',
  );
}
