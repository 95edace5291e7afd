import { page } from '../components/frame.ts';
import { capitalized, counted, prose } from '../components/words.ts';
import {
  type DifferencesOfService,
  type KnownDifference,
  readKnownDifferences,
} from '../differences/known-differences.ts';
import { type Content, type Html, html, joined } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';

/** Known differences from AWS by service, facts that AWS does not document, and operations that are not served. */
export function differencesPage(context: PageContext): string {
  const { services, general, unknownConditionKeys } = readKnownDifferences();
  return page(context, {
    title: 'Known differences from AWS · keyhole',
    crumbs: [{ words: 'Known differences' }],
    main: html`<div class="title"><h1>Known differences from AWS</h1>
<p class="lead">Where keyhole is known to differ from AWS, which facts AWS does not document, and what is not served.</p>
${ofVersion(context)}</div>
<section><h2>By service</h2><table class="stacks"><thead><tr><th scope="col">service</th><th scope="col">differences</th><th scope="col">not documented by AWS</th><th scope="col">operations served</th><th scope="col">served on LocalStack only</th><th scope="col">refused by name</th></tr></thead><tbody>
${services.map(row)}</tbody></table></section>
${services.map(ofService)}
<section id="all-services"><h2>All services</h2>${lists(general)}</section>
<section id="condition-keys"><h2>Condition keys without a value</h2>
<p>A decision that depends on one of these keys is refused, and the refusal names the key.</p>${names(unknownConditionKeys)}</section>`,
    here: html`<h2>Services</h2><ul>${services.map(({ title }) => html`<li><a href="#${slug(title)}">${title}</a></li>`)}<li><a href="#all-services">All services</a></li></ul><h2>Condition keys</h2><ul><li><a href="#condition-keys">Without a value</a></li></ul>`,
  });
}

/** The version that decided, unless the run does not tell it. */
function ofVersion({ site }: PageContext): Content {
  const { keyhole } = site.main.run.versions;
  return keyhole !== undefined && html`<p class="facts"><span>of keyhole ${keyhole}</span></p>`;
}

function row({ title, differences, served, servedByOtherStores, refusedByName }: DifferencesOfService): Html {
  const numbers: readonly (readonly [string, number])[] = [
    ['differences', differences.filter(({ kind }) => kind === 'differs').length],
    ['not documented by AWS', differences.filter(({ kind }) => kind === 'undocumented').length],
    ['operations served', served],
    ['served on LocalStack only', servedByOtherStores.length],
    ['refused by name', refusedByName.length],
  ];
  return html`<tr><th scope="row"><a href="#${slug(title)}">${title}</a></th>${numbers.map(([label, number]) => html`<td class="num" data-l="${label}">${number}</td>`)}</tr>
`;
}

function ofService({ title, differences, servedByOtherStores, refusedByName }: DifferencesOfService): Html {
  return html`<section id="${slug(title)}"><h2>${title}</h2>${lists(differences)}
${servedByOtherStores.length > 0 && html`<h3 class="head">Served on LocalStack only</h3>${names(servedByOtherStores)}`}
${refusedByName.length > 0 && html`<h3 class="head">Refused by name</h3><p>Each answers <code>NotImplemented</code> to every caller.</p>${names(refusedByName)}`}</section>
`;
}

function lists(differences: readonly KnownDifference[]): Html {
  const differs = differences.filter(({ kind }) => kind === 'differs');
  const undocumented = differences.filter(({ kind }) => kind === 'undocumented');
  return html`${differs.length > 0 && html`<h3 class="head">${counted(differs.length, 'difference')}</h3>${items(differs)}`}${undocumented.length > 0 && html`<h3 class="head">${counted(undocumented.length, 'fact')} that AWS does not document</h3>${items(undocumented)}`}`;
}

function items(differences: readonly KnownDifference[]): Html {
  return html`<ul class="differences">${differences.map(
    ({ text, about, file }) =>
      html`<li>${about !== undefined && html`<span class="soft">${quoted(about)}</span> `}${quoted(sentence(text))} <code class="of-file">${file}</code></li>
`,
  )}</ul>`;
}

function names(all: readonly string[]): Html {
  return html`<p class="names">${joined(
    all.map((name) => html`<code>${name}</code>`),
    ', ',
  )}</p>`;
}

/** A comment's text as a sentence. Names of AWS at its start keep their spelling. */
function sentence(text: string): string {
  return /^[a-z]+[ ,]/.test(text) ? capitalized(text) : text;
}

/** A comment's text: parts between backticks are code, and so are permissions. */
function quoted(text: string): Html {
  const parts = text.split('`');
  return joined(
    parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : prose(part))),
    '',
  );
}
