import { type Glob, matchesGlob, parseGlob } from './glob.ts';

/**
 * Compiles the actions of a statement into a test of one action. Letter case is ignored; `*` and `?` are wildcards.
 * Source: IAM user guide, "IAM JSON policy elements: Action".
 */
export function compileActions(actions: readonly string[]): (action: string) => boolean {
  const exact = new Set<string>();
  const globs: Glob[] = [];
  for (const action of actions) {
    const lower = action.toLowerCase();
    if (/[*?]/.test(lower)) globs.push(parseGlob(lower));
    else exact.add(lower);
  }
  return (action) => {
    const lower = action.toLowerCase();
    return exact.has(lower) || globs.some((glob) => matchesGlob(glob, lower));
  };
}
