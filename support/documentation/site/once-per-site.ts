import type { Site } from './site.ts';

/** A derived index that is computed once for each site. */
export function oncePerSite<T>(compute: (site: Site) => T): (site: Site) => T {
  const known = new WeakMap<Site, T>();
  return (site) => {
    const found = known.get(site);
    if (found !== undefined) return found;
    const computed = compute(site);
    known.set(site, computed);
    return computed;
  };
}
