import type { RecordedScenario } from '../record/recorded-scenario.ts';
import { once } from './once.ts';
import type { Site, SitePattern } from './site.ts';

/** The first pattern whose features run on a scenario; undefined for a scenario that no example runs on. */
export function patternOfScenario(site: Site, { name }: RecordedScenario): SitePattern | undefined {
  return byScenario(site).get(name);
}

const byScenario = once((site: Site): ReadonlyMap<string, SitePattern> => {
  const found = new Map<string, SitePattern>();
  for (const pattern of site.patterns)
    for (const { name } of pattern.scenarios) if (!found.has(name)) found.set(name, pattern);
  return found;
});
