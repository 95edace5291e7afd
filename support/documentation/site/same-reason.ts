import type { RecordedPermission } from '../record/recorded-decision.ts';
import { namedExamples } from './named-examples.ts';
import { once } from './once.ts';
import type { Site, SiteExample } from './site.ts';

/** The examples that have a denial of the same reason, by their short names; the given one is among them. */
export function examplesOfReason(
  site: Site,
  example: SiteExample,
  permission: RecordedPermission,
): ReadonlyMap<string, SiteExample> {
  return byReason(site).get(reasonOf(example, permission)) ?? new Map();
}

const byReason = once((site: Site): ReadonlyMap<string, ReadonlyMap<string, SiteExample>> => {
  const found = new Map<string, Set<SiteExample>>();
  for (const example of site.examples)
    for (const { decisions } of example.requests)
      for (const permission of decisions) {
        if (permission.denial === undefined) continue;
        const reason = reasonOf(example, permission);
        const known = found.get(reason) ?? new Set();
        found.set(reason, known.add(example));
      }
  return new Map([...found].map(([reason, examples]) => [reason, namedExamples(examples)]));
});

/**
 * The terms in which denials of one reason agree: the permission, the kind of policy that refused, and the statement
 * that denied or came nearest. Without such a statement the resource counts.
 */
function reasonOf(
  { scenario = '' }: SiteExample,
  { action, denial, resourceName }: RecordedPermission,
): string {
  const { layer = '', reason = '', nearest } = denial ?? {};
  const { file, line } = nearest?.source ?? {};
  const where = file === undefined ? [resourceName] : [file, line, nearest?.statement];
  return [scenario, action, layer, reason, ...where].join('\n');
}
