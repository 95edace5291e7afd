import type { RecordedScenario } from '../record/recorded-scenario.ts';
import { slug } from './addresses.ts';
import { once } from './once.ts';
import type { Site, SitePattern } from './site.ts';

/**
 * The pattern that a scenario is shown with: the one of its name, or else the first that runs on it. Undefined for a
 * scenario that no example runs on.
 */
export function patternOfScenario(site: Site, { name }: RecordedScenario): SitePattern | undefined {
  return byScenario(site).get(name);
}

const byScenario = once((site: Site): ReadonlyMap<string, SitePattern> => {
  const found = new Map<string, SitePattern>();
  for (const pattern of site.patterns)
    for (const { name } of pattern.scenarios)
      if (!found.has(name) || pattern.name === slug(name)) found.set(name, pattern);
  return found;
});
