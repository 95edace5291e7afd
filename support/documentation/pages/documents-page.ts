import { page } from '../components/frame.ts';
import { exampleLinks } from '../components/statement-links.ts';
import { counted, worded } from '../components/words.ts';
import { type Content, type Html, html, joined } from '../html/html.ts';
import { alterationsOf } from '../site/document-alterations.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteDocument } from '../site/site.ts';
import { decidesNothing, effectsIn } from '../site/statement-effects.ts';

/** All policy documents by scenario: their uses, their statements, and how many of these decide nothing. */
export function documentsPage(context: PageContext): string {
  const scenarios = Map.groupBy(context.site.documents.values(), ({ scenario }) => scenario);
  const sections = [...scenarios].map(([{ title, name }, documents]) => {
    const used = documents.filter(({ uses }) => uses.length > 0);
    const others = documents.filter(({ uses }) => uses.length === 0);
    return html`<section id="${name}"><h2>${title}</h2>${table(context, used, { scenario: title, use: 'attached to' })}${table(context, others, { scenario: title, use: 'named in examples' })}</section>`;
  });
  return page(context, {
    title: 'Policy documents · keyhole',
    crumbs: [{ words: 'Documents' }],
    main: html`<div class="title"><h1>Policy documents</h1><p class="lead">${lead(context)}</p></div><div class="sections">${sections}</div>`,
  });
}

function lead({ site }: PageContext): string {
  const documents = [...site.documents.values()];
  const statements = documents.flatMap((document) => effectsIn(site, document));
  const idle = statements.filter(({ effects }) => decidesNothing(effects)).length;
  return `${counted(documents.length, 'document')} with ${counted(statements.length, 'statement')}; ${idle} of them ${idle === 1 ? 'decides' : 'decide'} nothing in this run.`;
}

/** A table of documents of one scenario, and the title of its column on their use. */
interface TableOf {
  readonly scenario: string;
  readonly use: string;
}

function table(
  context: PageContext,
  documents: readonly SiteDocument[],
  { scenario, use }: TableOf,
): Content {
  if (documents.length === 0) return undefined;
  const rows = documents.map((document) => row(context, document, use));
  return html`<div class="scroll near" role="group" aria-label="${scenario}: documents ${use}" tabindex="0"><table class="stacks documents"><thead><tr><th scope="col">document</th><th scope="col">${use}</th><th scope="col">statements</th><th scope="col">decide nothing</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function row(context: PageContext, document: SiteDocument, title: string): Html {
  const all = effectsIn(context.site, document);
  const idle = all.filter(({ effects }) => decidesNothing(effects)).length;
  const { uses, path, address } = document;
  return html`<tr><th scope="row"><a href="${context.link(address)}"><code>${path}</code></a></th><td data-l="${title}">${uses.length > 0 ? joined(uses.map(worded), '; ') : namedIn(context, document)}</td><td class="num" data-l="statements">${all.length}</td><td class="num" data-l="decide nothing">${idle === 0 ? html`<span class="soft">none</span>` : idle}</td></tr>`;
}

function namedIn(context: PageContext, document: SiteDocument): Content {
  const examples = alterationsOf(context.site, document).flatMap((alteration) => alteration.examples);
  return examples.length === 0
    ? html`<span class="soft">none</span>`
    : exampleLinks(context, new Set(examples));
}
