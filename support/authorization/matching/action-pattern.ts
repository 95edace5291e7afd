import { matchesGlob, parseGlob } from './glob.ts';

const WILDCARD = /[*?]/;

/**
 * Compiles the actions of a statement into a test of one action. Letter case is ignored; `*` and `?` are wildcards.
 * Source: IAM user guide, "IAM JSON policy elements: Action".
 */
export function compileActions(actions: readonly string[]): (action: string) => boolean {
  const lower = actions.map((action) => action.toLowerCase());
  const globs = lower.filter((action) => WILDCARD.test(action)).map(parseGlob);
  const exact = globs.length === lower.length ? undefined : new Set(lower);
  return (action) => {
    const asked = action.toLowerCase();
    return exact?.has(asked) === true || globs.some((glob) => matchesGlob(glob, asked));
  };
}
