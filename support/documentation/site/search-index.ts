import type { RecordedDenial, RecordedPermission, RecordedStatement } from '../record/recorded-decision.ts';
import type { Address } from './addresses.ts';
import { outcomeAnchor } from './outcome-anchor.ts';
import type { SearchEntry, SearchIndex } from './search-format.ts';
import type { Site, SiteExample } from './site.ts';
import { stepsAddress, vocabularyOf } from './vocabulary.ts';

/** The kinds of results, in the order of their headings. */
const KINDS = [
  'Patterns and questions',
  'Outcomes',
  'Examples',
  'Denials',
  'Permissions',
  'Statements',
  'Documents',
  'Principals',
  'Steps',
] as const;
type Kind = (typeof KINDS)[number];

/** An entry, with the pages that it may lead to: the first that the site has. */
interface Found {
  readonly kind: Kind;
  readonly title: string;
  readonly text?: string | undefined;
  readonly places: readonly (readonly [address: Address, fragment?: string])[];
}

/**
 * The index of the search over a site. An entry leads to a page that the site has: `pages` are their names in words, by
 * address. Its size grows with the number of examples alone.
 */
export function searchIndexOf(site: Site, pages: ReadonlyMap<Address, string>): SearchIndex {
  const table = new Map<Address, number>();
  const entries: SearchEntry[] = [];
  for (const { kind, title, text = '', places } of foundIn(site)) {
    const [address, fragment = ''] = places.find(([candidate]) => pages.has(candidate)) ?? [];
    if (address === undefined) continue;
    const page = table.get(address) ?? table.size;
    table.set(address, page);
    entries.push([KINDS.indexOf(kind), page, fragment, title, text]);
  }
  return {
    kinds: KINDS,
    pages: [...table.keys()].map((address) => [address, pages.get(address) ?? ''] as const),
    entries,
  };
}

function* foundIn(site: Site): Generator<Found> {
  for (const { title, summary, address, features } of site.patterns) {
    yield { kind: 'Patterns and questions', title, text: summary, places: [[address]] };
    for (const feature of features)
      yield {
        kind: 'Patterns and questions',
        title: feature.title,
        text: feature.name,
        places: [[feature.address], [address]],
      };
  }
  for (const { scenario, address, resources } of site.matrices.values()) {
    const title = `Access matrix of ${scenario.title}`;
    yield { kind: 'Patterns and questions', title, places: [[address]] };
    for (const { phrase, address: at } of resources)
      yield { kind: 'Patterns and questions', title: `${title}: ${phrase}`, places: [[at]] };
  }
  for (const { id, statement, evidence, examples } of site.outcomes.values())
    yield {
      kind: 'Outcomes',
      title: `${id} ${statement}`,
      places: [[evidence, outcomeAnchor(id)], ...examples.slice(0, 1).map(placeOf)],
    };
  for (const example of site.examples) yield exampleFound(example);
  yield* decisionsFound(site);
  for (const { name, path, uses, address } of site.documents.values())
    yield { kind: 'Documents', title: name, text: [path, ...uses].join(', '), places: [[address]] };
  for (const { principals } of site.patterns)
    for (const { phrase, arn, address } of principals)
      yield { kind: 'Principals', title: phrase, text: arn, places: [[address]] };
  for (const steps of vocabularyOf(site).nouns.values())
    for (const { expression, anchor, example } of steps)
      yield { kind: 'Steps', title: expression, text: example?.text, places: [[stepsAddress, anchor]] };
}

/** An example by its name, its outcomes, and the step that makes its request. */
function exampleFound(example: SiteExample): Found {
  const { name, outcomes, steps, requests } = example;
  const asked = steps[requests.at(-1)?.step ?? -1]?.text ?? '';
  return { kind: 'Examples', title: name, text: [...outcomes, asked].join(' '), places: [placeOf(example)] };
}

function placeOf({ address, anchor }: SiteExample): readonly [Address, string] {
  return [address, anchor];
}

/** Denials, permissions and statements: each once, with the first example that shows it. */
function* decisionsFound(site: Site): Generator<Found> {
  const seen = new Set<string>();
  const isNew = (kind: Kind, key: string) => seen.size < seen.add(`${kind}\n${key}`).size;
  for (const example of site.examples)
    for (const { decisions, response } of example.requests)
      for (const decision of decisions) {
        const { action, denial } = decision;
        if (denial && isNew('Denials', denial.sentence))
          yield denialFound(denial, response?.message, placeOf(example));
        if (isNew('Permissions', action))
          yield { kind: 'Permissions', title: action, places: [[denialsAddress(action)], placeOf(example)] };
        for (const statement of statementsOf(decision)) {
          const { source, policy } = statement;
          if (isNew('Statements', `${policy}\n${statement.statement}\n${source?.file}:${source?.line}`))
            yield statementFound(site, statement, placeOf(example));
        }
      }
}

function denialFound(
  denial: RecordedDenial,
  message: string | undefined,
  place: readonly [Address, string],
): Found {
  const lastWords = message?.slice(Math.max(0, message.indexOf('because')));
  const { sentence, layer, reason } = denial;
  return { kind: 'Denials', title: sentence, text: [layer, reason, lastWords].join(' '), places: [place] };
}

function statementsOf({ allowedBy = [], denial }: RecordedPermission): readonly RecordedStatement[] {
  return [...allowedBy, ...(denial?.considered ?? []), ...(denial?.nearest ? [denial.nearest] : [])];
}

function statementFound(
  site: Site,
  { statement, policy, effect, source }: RecordedStatement,
  place: readonly [Address, string],
): Found {
  const document = source && site.documents.get(source.file);
  const at = source === undefined ? '' : `${source.file.split('/').at(-1)}:${source.line}`;
  return {
    kind: 'Statements',
    title: `${statement} of ${policy}`,
    text: `${effect} ${at}`,
    places: document === undefined ? [place] : [[document.address, `L${source?.line}`], place],
  };
}

/** The address of the denials of a permission: `denials/kms-Decrypt/`. */
function denialsAddress(action: string): Address {
  return `denials/${action.replace(':', '-')}/`;
}

/** The script that sets the index: a page that was opened as a file can load a script, and no data. */
export function searchIndexScript(index: SearchIndex): string {
  return `globalThis.keyholeIndex=${JSON.stringify(index)}\n`;
}
