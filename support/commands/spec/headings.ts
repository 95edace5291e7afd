import type { GherkinDocument } from '@cucumber/messages';

/** The feature of an example, and its rule if it has one. */
export interface Heading {
  readonly feature: string;
  readonly rule: string;
}

/** The heading of each example of a document, by the example's id. */
export function headingsIn({ feature }: GherkinDocument): ReadonlyMap<string, Heading> {
  const headings = new Map<string, Heading>();
  for (const { scenario, rule } of feature?.children ?? []) {
    const name = feature?.name ?? '';
    if (scenario) headings.set(scenario.id, { feature: name, rule: '' });
    for (const child of rule?.children ?? []) {
      if (child.scenario) headings.set(child.scenario.id, { feature: name, rule: rule?.name ?? '' });
    }
  }
  return headings;
}
