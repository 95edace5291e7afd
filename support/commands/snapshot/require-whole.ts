import { SpecError } from '../../scenario/spec-error.ts';
import { worldThings } from '../../world-diff/world-things.ts';
import type { SavedWorld } from '../lab/world/saved-world.ts';

/**
 * Reads everything in a saved world once, so that a lab takes none that lacks a part. Throws SpecError for one that does: its
 * form may be that of other sources of the same version.
 */
export function requireWhole(world: SavedWorld): void {
  try {
    worldThings(world);
  } catch (cause) {
    throw new SpecError('invalid-document', 'the snapshot is broken: save it again', { cause });
  }
}
