import { type CompiledStatement, principalOf } from '../authorization/compiling/compiled-statement.ts';
import type { Principal } from '../aws/principal.ts';

/** How some statements name a principal; undefined if keyhole cannot know. */
export function namesOf(
  naming: readonly CompiledStatement[],
  principal: Principal,
  hasBoundary: boolean,
): string | undefined {
  let names = '';
  for (const { statement } of naming) {
    const named = principalOf(statement, { principal, hasBoundary });
    if (typeof named === 'object') return undefined;
    names += named;
  }
  return names;
}
