import type { Site } from './site.ts';

/** A function of a site that is computed once for each site. */
export function cachedBySite<T extends object>(compute: (site: Site) => T): (site: Site) => T {
  const known = new WeakMap<Site, T>();
  return (site) => {
    const found = known.get(site);
    if (found !== undefined) return found;
    const made = compute(site);
    known.set(site, made);
    return made;
  };
}
