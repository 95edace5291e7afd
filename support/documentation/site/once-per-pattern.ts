import type { SitePattern } from './site.ts';

/** A function of a pattern that is computed once for each pattern. */
export function oncePerPattern<T>(compute: (pattern: SitePattern) => T): (pattern: SitePattern) => T {
  const known = new WeakMap<SitePattern, { readonly made: T }>();
  return (pattern) => {
    const found = known.get(pattern);
    if (found !== undefined) return found.made;
    const made = compute(pattern);
    known.set(pattern, { made });
    return made;
  };
}
