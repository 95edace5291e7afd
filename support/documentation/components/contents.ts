import { type Content, type Html, html } from '../html/html.ts';
import type { Address } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';
import { stepText } from './steps.ts';

/** The most entries that a list of the contents has. Of a longer list, those around the shown page are named. */
const MOST_ENTRIES = 40;

/** The contents of a pattern, on each of its pages. */
export function contents(context: PageContext, pattern: SitePattern): Html {
  const used = pattern.documents.filter(({ uses }) => uses.length > 0);
  const others = pattern.documents.filter(({ uses }) => uses.length === 0);
  const sources = pattern.scenarios.filter(({ source }) => source !== undefined);
  const nameOf = ({ name }: (typeof used)[number]) => name.replace(/\.json$/, '');
  const documents = { whole: 'documents/', words: nameOf };
  const { address, features, principals, title } = pattern;
  return html`<h2>${title}</h2><ul>${item(context, address, 'Promise and limits')}${item(context, `${address}access/`, 'Who can do what')}${matrices(context, pattern)}${sources.length > 0 && item(context, `${address}source/`, 'Source, and what holds of it')}${item(context, `evidence/${pattern.name}/`, 'Evidence')}</ul>
<h2>Questions</h2>${entries(context, features, { whole: address, words: (feature) => stepText(feature.title) })}
${principals.length > 0 && html`<h2>Principals</h2>${entries(context, principals, { whole: address, words: ({ phrase }) => phrase.replace(/^the /, '') })}`}
${used.length > 0 && html`<h2>Documents</h2>${entries(context, used, documents)}`}
${others.length > 0 && html`<h2>Variants and originals</h2>${entries(context, others, documents)}`}`;
}

/** The access matrices of the scenarios of a pattern. */
function matrices(context: PageContext, { scenarios }: SitePattern): Content {
  const known = scenarios.flatMap(({ name }) => context.site.matrices.get(name) ?? []);
  const words = (title: string) => (known.length === 1 ? 'Access matrix' : `Access matrix of ${title}`);
  return known.map(({ address, scenario }) => item(context, address, words(scenario.title)));
}

/** A list of pages; of a long one the pages around the shown one, and a link to the page that has all. */
function entries<Entry extends { readonly address: Address }>(
  context: PageContext,
  all: readonly Entry[],
  { whole, words }: { readonly whole: Address; readonly words: (entry: Entry) => Content },
): Html {
  const shown = all.length <= MOST_ENTRIES ? all : around(context, all);
  const rest = shown !== all && html`<li><a href="${context.link(whole)}">all ${all.length}</a></li>`;
  return html`<ul>${shown.map((entry) => item(context, entry.address, words(entry)))}${rest}</ul>`;
}

/** The entries before and after the shown page, or the first ones. */
function around<Entry extends { readonly address: Address }>(
  context: PageContext,
  all: readonly Entry[],
): readonly Entry[] {
  const at = all.findIndex(({ address }) => context.address.startsWith(address));
  const number = MOST_ENTRIES / 2;
  const first = Math.max(0, Math.min(at - number / 2, all.length - number));
  return all.slice(first, first + number);
}

/** An entry, marked if it is the shown page. */
function item(context: PageContext, address: Address, words: Content): Html {
  const current = context.address === address && html` aria-current="page"`;
  return html`<li><a href="${context.link(address)}"${current}>${words}</a></li>`;
}
