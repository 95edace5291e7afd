import { type Content, type Html, html } from '../html/html.ts';
import type { Address } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SitePattern } from '../site/site.ts';
import { stepText } from './steps.ts';

/** The contents of a pattern, on each of its pages. */
export function contents(context: PageContext, pattern: SitePattern): Html {
  const item = (address: Address, words: Content) =>
    html`<li><a href="${context.link(address)}"${context.address === address && html` aria-current="page"`}>${words}</a></li>`;
  const used = pattern.documents.filter(({ uses }) => uses.length > 0);
  const others = pattern.documents.filter(({ uses }) => uses.length === 0);
  const sources = pattern.scenarios.filter(({ source }) => source !== undefined);
  return html`<h2>${pattern.title}</h2><ul>${item(pattern.address, 'Promise and limits')}${item(`${pattern.address}access/`, 'Who can do what')}${sources.length > 0 && item(`${pattern.address}source/`, 'Source, and what holds of it')}${item(`evidence/${pattern.name}/`, 'Evidence')}</ul>
<h2>Questions</h2><ul>${pattern.features.map(({ address, title }) => item(address, stepText(title)))}</ul>
${pattern.principals.length > 0 && html`<h2>Principals</h2><ul>${pattern.principals.map(({ address, phrase }) => item(address, phrase.replace(/^the /, '')))}</ul>`}
${used.length > 0 && html`<h2>Documents</h2><ul>${used.map(({ address, name }) => item(address, name.replace(/\.json$/, '')))}</ul>`}
${others.length > 0 && html`<h2>Variants and originals</h2><ul>${others.map(({ address, name }) => item(address, name.replace(/\.json$/, '')))}</ul>`}`;
}
