import type { AccessCell, UseAccess } from './access-matrix.ts';
import { toldClass } from './explore-classes.ts';

/**
 * The uses of a cell that are denied although no policy denies them, such as an anonymous read of an object under a KMS key. It is
 * empty for a cell that has a layer or another result.
 */
export function usesWithoutPolicy({ result, layer, uses }: AccessCell): readonly UseAccess[] {
  if (result !== 'denied' || layer !== undefined) return [];
  return uses.filter(({ classes }) => toldClass(classes, 'denied')?.reason !== undefined);
}
