import { changedDocument } from './changed-documents.ts';
import { documentText } from './document-text.ts';
import { once } from './once.ts';
import type { Site, SiteDocument, SiteExample } from './site.ts';

/** A step by which examples change or replace a document, or put it in force. */
export interface Alteration {
  readonly step: string;
  /** The numbers of the statements that the step takes out. */
  readonly lacks: ReadonlySet<number>;
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
  const add = (file: string, example: SiteExample, { step, lacks }: Omit<Alteration, 'examples'>) => {
    const steps = found.get(file) ?? new Map<string, Collected>();
    found.set(file, steps);
    const entry = steps.get(step) ?? { step, lacks, examples: [] };
    steps.set(step, entry);
    if (entry.examples.at(-1) !== example) entry.examples.push(example);
  };
  for (const example of site.examples) {
    if (example.changes !== undefined) {
      for (const { file, ...alteration } of recordedAlterations(site, example))
        add(file, example, alteration);
      continue;
    }
    const known = names.get(example.scenario ?? '');
    for (const { text: step } of example.steps)
      for (const { name, lacks } of namedIn(step))
        for (const file of known?.get(name) ?? [])
          add(file, example, { step, lacks: statementsWith(lacks, site.documents.get(file)) });
  }
  return found;
});

/** The alterations that a record of version 2 tells: those of the policies that the steps of an example changed. */
function recordedAlterations(
  site: Site,
  { changes = [], steps, scenario }: SiteExample,
): readonly (Omit<Alteration, 'examples'> & { readonly file: string })[] {
  return changes.flatMap((change) => {
    const { document, lacks } = changedDocument(site, change, scenario);
    const step = steps[change.step]?.text;
    if (document === undefined || step === undefined) return [];
    return { file: document.file, step, lacks: new Set(lacks.map(({ number }) => number)) };
  });
}

/** The numbers of the statements of a Sid. */
function statementsWith(lacks: string | undefined, document: SiteDocument | undefined): ReadonlySet<number> {
  if (lacks === undefined || document === undefined) return new Set();
  const found = documentText(document).statements.filter(({ sid }) => sid === lacks);
  return new Set(found.map(({ number }) => number));
}

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

/** A record of version 1 tells only the words of steps. The documents that a step names: by name, or by their use and the statement that is taken out. */
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
