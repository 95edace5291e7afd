import { SpecError } from '../../scenario/spec-error.ts';
import { hasFeatures } from '../project-root.ts';

/** Throws SpecError `nothing-selected` where there is no specification to run. */
export function requireFeatures(): void {
  if (hasFeatures()) return;
  throw new SpecError(
    'nothing-selected',
    'the package has no features: keyhole spec runs in a clone of the project',
  );
}
