import { once } from './once.ts';
import type { Site, SiteDocument, SiteExample } from './site.ts';

/** A step by which examples change or replace a document, or put it in force. */
export interface Alteration {
  readonly step: string;
  /** The Sid of the statement that the step takes out. */
  readonly lacks: string | undefined;
  readonly examples: readonly SiteExample[];
}

/** The steps that are about a document, each with its examples. */
export function alterationsOf(site: Site, { file }: SiteDocument): readonly Alteration[] {
  return [...(alterations(site).get(file)?.values() ?? [])];
}

type Collected = Alteration & { readonly examples: SiteExample[] };

const alterations = once((site: Site): ReadonlyMap<string, ReadonlyMap<string, Collected>> => {
  const found = new Map<string, Map<string, Collected>>();
  const names = namesOf(site.documents.values());
  for (const example of site.examples) {
    const known = names.get(example.scenario ?? '');
    if (known === undefined) continue;
    for (const step of example.steps)
      for (const { name, lacks } of namedIn(step.text))
        for (const file of known.get(name) ?? []) {
          const steps = found.get(file) ?? new Map<string, Collected>();
          found.set(file, steps);
          const entry = steps.get(step.text) ?? { step: step.text, lacks, examples: [] };
          steps.set(step.text, entry);
          if (entry.examples.at(-1) !== example) entry.examples.push(example);
        }
  }
  return found;
});

/** The files of each scenario by the names that steps give them, and by their uses. */
function namesOf(documents: Iterable<SiteDocument>): ReadonlyMap<string, ReadonlyMap<string, string[]>> {
  const scenarios = new Map<string, Map<string, string[]>>();
  for (const { scenario, name, uses, file } of documents) {
    const names = scenarios.get(scenario.name) ?? new Map<string, string[]>();
    scenarios.set(scenario.name, names);
    for (const known of [documentName(name.replace(/\.json$/, '')), ...uses])
      names.set(known, [...(names.get(known) ?? []), file]);
  }
  return scenarios;
}

/** The name of a document as features write it, without case: `only the shared key`. */
function documentName(words: string): string {
  return `"${words
    .replaceAll(/["\s_-]+/g, ' ')
    .trim()
    .toLowerCase()}"`;
}

/** The documents that a step names: by name, or by their use and the statement that is taken out. */
function namedIn(text: string): readonly { readonly name: string; readonly lacks?: string }[] {
  const named = Array.from(text.matchAll(/"[^"]+"/g), ([quoted]) => ({ name: documentName(quoted) }));
  const [, policy, sid] = /^(.+) lacks "([^"]+)"$/.exec(text) ?? [];
  if (policy !== undefined && sid !== undefined) return [...named, { name: policy, lacks: sid }];
  const [, holder, attached] = /^(.+) lacks its policy ("[^"]+")$/.exec(text) ?? [];
  if (holder === undefined) return named;
  const kinds = ['inline', 'managed'].map((kind) => ({
    name: `the ${kind} policy ${attached} of ${holder}`,
  }));
  return [...named, ...kinds];
}
