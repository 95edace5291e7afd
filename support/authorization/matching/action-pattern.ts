import { matchesGlob, parseGlob } from './glob.ts';

const WILDCARD = /[*?]/;

/**
 * Compiles the actions of a statement into a test of one action. Letter case is ignored; `*` and `?` are wildcards.
 * Source: IAM user guide, "IAM JSON policy elements: Action".
 */
export function compileActions(actions: readonly string[]): (action: string) => boolean {
  const patterns = actions.map((action) => {
    const lower = action.toLowerCase();
    return WILDCARD.test(lower) ? parseGlob(lower) : lower;
  });
  return (action) => {
    const asked = action.toLowerCase();
    return patterns.some((one) => (typeof one === 'string' ? one === asked : matchesGlob(one, asked)));
  };
}
